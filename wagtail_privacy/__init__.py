"""Privacy statements, purposeful forms and statistics of nobody for Wagtail, as one system."""

__version__ = "0.1.0"
