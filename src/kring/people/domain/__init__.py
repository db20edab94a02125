"""Rules of people in plain Python."""
