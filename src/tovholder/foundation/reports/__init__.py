"""Paper: the PDF of an object or a report."""
