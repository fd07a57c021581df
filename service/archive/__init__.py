"""What leaves the system and can be checked without it: a case's export, the portal's manifest.

Owns their forms, writing them, reading them strictly and judging all of it by one public key.
Refuses networks and databases: here is only a file, the standard library and the protocol.
"""
