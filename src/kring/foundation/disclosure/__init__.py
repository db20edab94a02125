"""What may be published about groups: thresholds, rounding, the remainder rule, and half-year figures (ADR 5)."""
