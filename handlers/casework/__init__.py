"""What staff do with a ticket: each act is decided here, wherever it was made, and refused with a reason."""
