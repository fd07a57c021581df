"""Items, versions, uploads, processing, offers, acceptance and opening.

Holds ciphertext and signed statements.
"""
