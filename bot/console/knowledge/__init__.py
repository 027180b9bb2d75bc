"""The knowledge to read: its passages, what was published when, and what people asked in vain."""
