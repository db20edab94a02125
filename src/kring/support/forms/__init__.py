"""What can be typed: choices, a name, an address, a day. No place for a story."""
