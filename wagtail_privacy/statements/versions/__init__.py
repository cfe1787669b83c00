"""What a statement has said: versions, what differs between them, and their public pages."""
