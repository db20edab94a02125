"""What can be done with experiences."""
