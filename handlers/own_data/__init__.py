"""What this desk itself holds of a person: shown, taken back message by message, and forgotten."""
