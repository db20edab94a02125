"""
Supporters (collegiaal ondersteuners): who they are, what they are trained for, when they can.

Nothing per supporter is counted, listed or exported for anyone (decision 13). Neighbour: `support` asks here.
"""
