"""How we talk: the edges (LINE, terminal, later mail and console), the store, and what joins them."""
