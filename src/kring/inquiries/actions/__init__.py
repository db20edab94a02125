"""What can be done with a questionnaire to advisers."""
