"""The web console: what staff see and do in a browser. It reads the store and acts by events, as all do."""
