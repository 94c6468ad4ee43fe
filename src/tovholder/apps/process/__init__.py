"""Rounds of the circular process: phases, steps, reflection, learnings, and how far everybody is."""
