"""The published knowledge on its way from a folder into the store, and from the store into each process."""
