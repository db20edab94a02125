"""
People (mensen en afdelingen): units, people and the roles that two others gave them.

An account is a login; a person is somebody in one organisation. Neighbours: everything above asks here who leads whom.
"""
