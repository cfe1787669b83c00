"""What a statement lacks: asked of the rules, placed, told in the admin, and decided about."""
