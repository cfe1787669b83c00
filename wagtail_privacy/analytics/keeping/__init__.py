"""How sums are kept: in memory, then waiting, then shown once enough have come together."""
