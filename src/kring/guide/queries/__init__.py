"""What can be asked of the guide."""
