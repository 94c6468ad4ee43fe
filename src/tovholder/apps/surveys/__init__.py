"""Dataindsamling: the yearly question to all municipalities, answered by several colleagues together."""
