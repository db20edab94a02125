"""An app whose migration makes the classic mistake: a column that must be filled, on a table that has rows."""
