"""Keys: the keyring outside PostgreSQL, a data key per trajectory inside, and what is sealed with them (ADR 3)."""
