"""Pages of support: parse, one call, answer."""
