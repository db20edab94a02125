"""One view per page: parse, one call, answer."""
