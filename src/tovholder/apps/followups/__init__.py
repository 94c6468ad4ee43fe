"""Evaluation designs, staggered rollouts, and what the measurements can bear."""
