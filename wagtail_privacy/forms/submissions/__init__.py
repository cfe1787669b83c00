"""What people have sent: found, locked to its purpose, shown, exported, and logged."""
