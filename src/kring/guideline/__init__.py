"""
The guideline (de beleidsrichtlijn) as versioned data and pure rules.

What it holds: kinds of event, criteria, timing of the three conversations, what a supporter can say, the
conditions of confidentiality, sentences that may be shared, the circles, and the pages anyone may read.
A domain expert edits `data/<version>/*.toml`; every text stands there in Dutch and in English, and every rule
names its source. Nothing here knows a person, a database or a web request.

Neighbours: enter through `kring.guideline.queries` only.
"""
