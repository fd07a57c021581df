"""The Python client: people's acts over the public API, sealed and verified on this side.

Owns what a person's device does: unlocking, enrolling, sealing, sending, reviewing, opening.
Refuses to own the rules of sealing (`service.sealing`) and anything only a server may decide.
"""
