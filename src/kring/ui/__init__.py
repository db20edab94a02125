"""
What every page looks like: tokens and components, the frame around a page, forms, dates in words.

Knows no domain. Its neighbours give it plain values; it imports only foundation.
"""
