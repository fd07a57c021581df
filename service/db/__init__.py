"""Tables, the session, the one door that writes a state, the trail and the outbox.

Owns everything that touches SQL for state. Refuses content: every column is an id, a time, a
state, a size, a digest, or bytes that only the ends can open.
"""
