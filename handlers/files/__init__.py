"""Files that people send to their tickets: offered, taken, and kept or turned down once they were fetched."""
