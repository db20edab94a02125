"""Accounts and sessions: a login, not a person; only hashes of session keys are kept (decision 30)."""
