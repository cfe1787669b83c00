"""What can be counted: sums, dimensions and their values, as plain values."""
