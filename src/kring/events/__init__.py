"""
Events (gebeurtenissen) and offers: something happened on a unit, and whoever was there is offered a conversation.

What is kept is about the event: kind, criteria, week, unit (decision 3). Whoever is named gets one offer and at most
one more. Those who offer never see an answer or a silence; the answer is sealed with a key of its own (decision 5).
"""
