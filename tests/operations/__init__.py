"""Kring as it is operated: several processes, a pooler, a standby, other people's tools."""
