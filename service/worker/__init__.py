"""The processes behind the queue: relay, sweeper and jobs (database, no keys), and the media worker (keys, no database)."""
