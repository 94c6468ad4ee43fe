"""The case library: what municipalities have told in public, with a link."""
