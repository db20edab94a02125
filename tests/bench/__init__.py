"""The bench itself: that it still runs, and that the page in the reference says what was measured."""
