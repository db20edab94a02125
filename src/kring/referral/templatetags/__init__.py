"""Words for the templates of the signpost."""
