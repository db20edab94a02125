"""The pages of events and offers."""
