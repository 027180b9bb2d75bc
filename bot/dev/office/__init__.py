"""A made-up office for the demo: weeks in which people write, staff work, and some things are still open."""
