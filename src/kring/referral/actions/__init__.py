"""One use case per file: fetch under lock, ask, decide, save, record."""
