"""Rules of the signpost, in plain Python."""
