"""The inbox: which tickets there are, and which need somebody now."""
