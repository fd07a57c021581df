"""The HTTP API: who may call, what is parsed, which use case is called, how refusals read.

Owns the edge. Refuses SQL in routes, and any rule that a use case or the database should hold.
"""
