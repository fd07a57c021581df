"""The one error of this room."""


class StackError(Exception):
    """The local stack cannot run. Its text is one clear sentence for the person who started it."""
