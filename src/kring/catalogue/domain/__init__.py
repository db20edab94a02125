"""What a catalogue entry is, and how its files are read: plain Python."""
