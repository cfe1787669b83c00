"""Privacy › To do: one list of what every feature found, by due date."""
