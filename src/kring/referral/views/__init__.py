"""Pages of the signpost."""
