"""Making a country by lot, always the same one: organisations, people, and everything that goes on among them."""
