"""How staff sign in: Flask-Security over our own store, sessions and sentences (docs/decisions/0017)."""
