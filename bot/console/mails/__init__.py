"""What a member of the staff is mailed about, who stands in for them, and their calendar."""
