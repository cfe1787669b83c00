"""What keeps programs from filling in forms, without asking a third party."""
