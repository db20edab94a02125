"""Template filters that show the texts of the guideline."""
