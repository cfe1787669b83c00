"""Privacy › Start: the few tasks between an installed package and a complete statement.

The screen and the first two tasks live here. What a feature asks, it brings along by the hook
``register_privacy_start_tasks``. Answers go into the registers and settings that exist anyway;
how far a task is, is read from there.
"""
