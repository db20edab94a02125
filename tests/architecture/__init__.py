"""What holds for the whole tree: imports, keys, sizes, words, and that every X is listed."""
