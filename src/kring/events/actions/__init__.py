"""What can be done with events and offers."""
