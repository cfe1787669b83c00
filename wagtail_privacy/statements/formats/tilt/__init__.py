"""The statement in the Transparency Information Language, out and in."""
