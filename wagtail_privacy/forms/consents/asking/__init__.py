"""What a form asks consent for, in which words, and the boxes of it."""
