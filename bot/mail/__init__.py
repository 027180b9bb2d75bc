"""Mail as a way out and in: letters go to a relay; answers find their ticket and become events."""
