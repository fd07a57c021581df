"""The processes behind the queue.

Relay, sweeper and jobs (database, no keys), and the media worker (keys, no database).
"""
