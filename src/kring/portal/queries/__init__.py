"""What the portal's pages ask: answers are plain values in the language of the page."""
