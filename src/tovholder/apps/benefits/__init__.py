"""Benefit trees, benefits with their owners and indicators, and what was measured."""
