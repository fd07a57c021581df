"""Pure rules: lifecycles as tables, the release gate, roles, events, errors and the clock.

Imports the standard library only; knows nothing of databases, networks or keys.
"""
