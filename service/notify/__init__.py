"""Content-free notices. Empty of senders until notices by e-mail are added.

Never carries words from an item.
"""
