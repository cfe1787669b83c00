"""The links by which people act: their tokens and addresses, and the mails that bring them."""
