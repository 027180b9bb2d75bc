"""The store: rows and our objects, on SQLite (one machine) or PostgreSQL. The only place with SQL."""
