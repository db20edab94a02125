"""What can be typed in the signpost."""
