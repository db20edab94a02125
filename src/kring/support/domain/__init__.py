"""The rules of support in plain Python."""
