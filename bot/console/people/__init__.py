"""The accounts of the staff, for admins."""
