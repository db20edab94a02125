"""Rules of questionnaires to advisers."""
