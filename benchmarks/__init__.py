"""What the package costs, as ratios to stand-ins measured in the same run: `make bench`."""
