"""Compliance (naleving): what the guideline asks, what shows that it is done here, and what is missing."""
