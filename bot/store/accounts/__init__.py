"""Accounts of the staff in the console. No page and no password is known here, only what is kept of them."""
