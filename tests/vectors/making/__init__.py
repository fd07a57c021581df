"""Owns how the published vectors in this folder were made; the vectors themselves never change."""
