"""
Support (ondersteuning): asking, matching, at most three conversations, and forgetting.

A trajectory is logistics only; at closing it dissolves into counters. Neighbours: `supporters` says who can, `events`
announces that an offer was accepted.
"""
