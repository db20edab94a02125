"""The commands of ``python -m kring``. They start and stop things; what Kring is about lives elsewhere."""
