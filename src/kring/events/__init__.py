"""
Events (ingrijpende gebeurtenissen): letting know that something happened, and the offers that follow.

An event is about what happened, never about how anyone felt. Offers are made and forgotten (decisions 3-5).
"""
