"""How a hit comes in: read, checked, given to a visit for a moment, turned into sums."""
