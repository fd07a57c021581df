"""Organisations, enrolment, sign-in and sessions.

Knows people by id and key, never by name or address.
"""
