"""What is true of editions of the guide."""
