"""The forms and what people have sent, in the admin: each view asks for permission and purpose."""
