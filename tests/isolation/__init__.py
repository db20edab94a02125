"""The walls of the database, read from its own catalogue, with controls that show them falling."""
