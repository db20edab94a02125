"""Settings, addresses of pages, and the ways to start."""
