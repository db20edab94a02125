"""`{% load accounts %}`: what base.html needs of a session."""
