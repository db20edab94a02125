"""What a process loads and then keeps for as long as it runs: classes, addresses, settings."""

import gc

SELDOM = 100
"""So many times Python looks through what is newer, before it looks through everything; it comes with 10."""


def keep_loaded() -> None:
    """
    Let Python seldom look through everything for circles of things that nobody uses.

    As it comes, it does so every hundred pages or so; with all that Kring loads it takes 60 to 100 ms, while somebody
    waits for their page. What is loaded by now stays anyway. Nothing of a person may be in memory yet: it would stay.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], SELDOM)
