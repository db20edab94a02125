"""How fast Kring is on a whole country: `make bench` makes the data, measures, and writes down what it found."""
