"""
The guideline (de beleidsrichtlijn) as versioned data and pure rules.

What it holds: kinds of event, criteria, timing of the three conversations, what a supporter can say, the
conditions of confidentiality, sentences that may be shared, the circles, and the pages anyone may read.
A domain expert edits `data/<version>/*.toml`; every text stands there in Dutch and in English, and every rule
names its source. An organisation may add items of its own, never change one; `python -m kring extend` checks and
keeps them with the organisation. Nothing here knows a person or a web request.

Neighbours: enter through `kring.guideline.queries` only.
"""
