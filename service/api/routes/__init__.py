"""Routes: each parses, calls one use case and returns a read schema."""
