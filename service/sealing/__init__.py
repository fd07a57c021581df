"""Owns the sealing protocol of docs/protocol.md: bytes in, bytes or checked values out.

Refuses to own I/O, the clock, settings and storage: every time, key and file is passed in, and
nothing in here can be switched off.
"""
