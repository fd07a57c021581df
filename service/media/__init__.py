"""Owns recordings: from what a phone or prison recorder made to a rendition safe to release.

Refuses to own who may ask for one, where it is stored, and what it means: no database, no
people, no keys beyond the plaintext source it is handed.
"""
