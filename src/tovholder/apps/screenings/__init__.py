"""IT-screenings of units: needs, what is there, network, competences, resources."""
