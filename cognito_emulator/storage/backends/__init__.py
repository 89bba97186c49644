"""The databases: SQLite in memory, SQLite in a file, PostgreSQL.

Each file is one `Backend` (`storage/connections.py`); they alone differ by dialect in what they do.
To add one: its file, a URL in `storage/database.py`, its dialect in `storage/prepared.py`.
"""
