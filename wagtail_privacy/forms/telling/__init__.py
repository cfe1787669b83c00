"""What forms tell about themselves: to the statement, and to the list of things to do."""
