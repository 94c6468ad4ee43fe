"""Who may search: everybody. What they find is decided by each source."""

from tovholder.foundation.visibility.rules import everyone as may_search

__all__ = ["may_search"]
