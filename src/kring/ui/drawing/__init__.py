"""
Templates drawn by Python functions: what Django's nodes and cotton's components would write, many times as quick.

A template stays what it was. When it is used for the first time in a language, everything that is known by then
(words, addresses, attributes of components) becomes text, and the rest a function. See ADR 18.
"""
