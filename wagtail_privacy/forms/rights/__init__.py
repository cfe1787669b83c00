"""Who may do what with submissions."""
