"""The choosers of a form: what the register has, and what most sites need, ready to be taken."""
