"""How the tables came to be, step by step; applied by `python -m bot migrate`."""
