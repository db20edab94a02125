"""Tests of what stands by itself in the foundation."""
