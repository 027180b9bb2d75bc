"""How we come to know who asks: one-time codes to the address a person names."""
