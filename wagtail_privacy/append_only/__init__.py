"""Records to which the application only ever adds: refused in Python first, by the database second.

This is no protection against whoever owns the database and may drop a trigger.
"""
