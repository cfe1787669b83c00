"""The gate: a statement with open points goes live only after somebody has decided so."""
