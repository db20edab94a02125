"""For what the two sealed parts of an import are; a part opens only in its own place."""

FILE = "import.file"
DIFFERENCE = "import.difference"
