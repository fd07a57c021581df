"""The command line: the one place where rooms that never meet are put together.

Owns: verbs, their arguments, exit codes (0 done, 1 refused or failed, 2 usage), and the rule
that JSON goes to stdout and words go to stderr. Refuses to own: rules of the practice.
"""
