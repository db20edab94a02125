"""What organisations tell each other about measures: experiences, and what works for whom."""
