"""What people have sent, as it stands in the database: sealed, with keys that change."""
