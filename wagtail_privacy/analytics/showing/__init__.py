"""What people see in the admin: the report, its pictures and downloads, numbers beside pages."""
