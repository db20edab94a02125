"""
The catalogue: what an organisation can do so that people last, and what is known of it.

Measures, interventions, risk groups and risk factors, one file each in `data/entries`, in both languages and with
their sources. A domain expert edits the files; `python -m kring catalogue check` says what is not right, `diff` what
would change, and `load` writes them to the database, where they can be searched. An organisation may add entries of
its own. Nothing here knows who reads.

Neighbours: enter through `kring.catalogue.actions`, `queries`, `access` and `facts`.
"""
