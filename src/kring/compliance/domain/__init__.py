"""When a requirement is met, and what comes first: plain rules."""
