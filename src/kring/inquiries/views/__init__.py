"""Pages of questionnaires to advisers."""
