"""How the desk is doing: the figures of today and of each month, for the screen, for paper and as a file."""
