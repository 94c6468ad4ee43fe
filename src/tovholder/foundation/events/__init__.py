"""News between rooms: frozen events, handled in the transaction in which they happen."""

from tovholder.foundation.events.bus import Event, handles, publish

__all__ = ["Event", "handles", "publish"]
