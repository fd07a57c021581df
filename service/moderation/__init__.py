"""The review queue, claims and decisions.

Reads nothing itself: readers decide on their own devices.
"""
