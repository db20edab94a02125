"""Pages on the guideline, for everyone; and forms for whoever answers for it."""
