"""Content-free notices. Empty of senders until notices by e-mail are added; never carries words from an item."""
