"""Questionnaires on their way: drafts that editors write, check, try out and open as editions that never change."""
