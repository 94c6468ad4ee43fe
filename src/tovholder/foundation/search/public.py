"""What other rooms may use of the search."""

from tovholder.foundation.search.contract import SEARCH_SOURCES, Document, Hit, SearchSource, versions_and_rows
from tovholder.foundation.search.selectors import is_ready, matching_keys

__all__ = ["SEARCH_SOURCES", "Document", "Hit", "SearchSource", "is_ready", "matching_keys", "versions_and_rows"]
