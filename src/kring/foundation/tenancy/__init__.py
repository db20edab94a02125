"""Organisations: who they are and what they decided for themselves."""
