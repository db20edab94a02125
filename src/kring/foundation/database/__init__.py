"""The database: embedded server, roles, sealed context, row-level security, one transaction a request."""
