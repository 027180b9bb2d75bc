"""Operating system processes: the web server, and the parent that keeps the parts of one machine running."""
