"""Pure decisions. Engines know nothing of Django, of each other, of the clock or of any file."""
