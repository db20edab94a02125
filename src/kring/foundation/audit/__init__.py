"""The access log: who looked at what kind of thing, insert only, with tags that die with the thing (decision 29)."""
