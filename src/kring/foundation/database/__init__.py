"""The embedded server, the roles and their addresses, and row-level security."""
