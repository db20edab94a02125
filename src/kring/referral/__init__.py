"""Where else somebody can go: the signpost to help inside and outside, and what an organisation says itself.

Referral stays advice: whoever wants to goes there by themselves, and nothing here counts or remembers who did.
"""
