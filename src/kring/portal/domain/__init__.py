"""The rules of the portal in plain Python."""
