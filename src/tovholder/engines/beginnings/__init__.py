"""Where a round may begin: with a screening, a vision or the organisation, with the reasons for and against each."""
