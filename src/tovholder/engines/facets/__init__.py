"""Counting facets over columns. See README.md for the method."""

from tovholder.engines.facets.evaluate import evaluate
from tovholder.engines.facets.model import Answer, Columns, ManyColumn, OneColumn, Question

__all__ = ["Answer", "Columns", "ManyColumn", "OneColumn", "Question", "evaluate"]
