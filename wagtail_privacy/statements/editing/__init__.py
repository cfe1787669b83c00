"""A statement while it is being edited: what its sections say today, and what they lack."""
