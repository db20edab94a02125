"""
Surveys (evaluatie): answers after support that nobody can tie to a person or a trajectory.
"""
