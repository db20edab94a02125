"""What is true of experiences."""
