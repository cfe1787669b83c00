"""The records of what people agreed to, what they are worth, and what shows that they are whole."""
