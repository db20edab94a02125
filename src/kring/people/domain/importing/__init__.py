"""Reading what an HR system gives: from a file to people and units, or to a line that says what is wrong."""
