"""What can be done: answer for a requirement, take an answer back, look things up at night, announce."""
