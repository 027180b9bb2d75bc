"""What people see of their own tickets and do with them: how they stand, withdrawing, asking anew."""
