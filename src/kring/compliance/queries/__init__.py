"""What can be asked: how far the organisation is, one requirement, the report, and what another edition changes."""
