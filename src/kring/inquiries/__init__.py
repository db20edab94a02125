"""
Questionnaires to advisers: what was done, for whom, what it reached and what stood in the way.

Professional answers with a name, which become experiences (ADR 17). Not `kring.surveys`, where employees answer and
nobody knows who.
"""
