"""Cases, the people on them and their certificates. Names and notes are sealed.

This room keeps structure.
"""
