"""Lists: columns drive the page, the export and the import."""
