"""What is kept comes to its end: due, warned of, deleted."""
