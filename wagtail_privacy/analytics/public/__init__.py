"""The figures of a month that everybody may see, exact or with noise."""
