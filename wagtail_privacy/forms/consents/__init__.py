"""Consents: what is asked, the proof of what was answered, and the links by which people act."""
