"""Kring's own attackers: what they try, and that each of them finds something when there is something to find."""
