"""The look: page kinds and components."""
