"""Sites of other packages, each run by a Python of its own; nothing here is imported by ours."""
