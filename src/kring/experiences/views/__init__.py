"""The pages of experiences."""
