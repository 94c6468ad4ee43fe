"""Visions with their hearings, their adoption, and who has read them."""
