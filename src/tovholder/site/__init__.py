"""The composition: settings, URLs, API root and command line."""
