"""Who may open which page, and who may touch which row: two tables, each checked in both directions."""
