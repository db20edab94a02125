"""Rules of events and offers, as plain Python."""
