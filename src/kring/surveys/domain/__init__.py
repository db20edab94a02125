"""Rules of the evaluation, as plain Python."""
