"""The mail about a submission: to whom, in clear or encrypted, and how to answer."""
