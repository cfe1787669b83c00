"""What is told in public, as the setting PUBLIC_FIGURES names it."""

OFF, COUNTS, NOISE = "off", "counts", "noise"
WAYS = (OFF, COUNTS, NOISE)
