"""The three ways of counting; docs/explanation/statistics.md tells them apart."""

VISITS, VIEWS, OFF = "visits", "views", "off"
MODES = (VISITS, VIEWS, OFF)
