"""Tests that belong to no single context."""
