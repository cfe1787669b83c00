"""The form as a visitor meets it: its fields, notices and errors, and the page after sending."""
