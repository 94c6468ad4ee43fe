"""A source of documents that a test can change."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.kernel.actor import Actor


@dataclass
class Shelf:
    """Documents with the revision at which each was last changed; strangers see even keys only."""

    key: str = "shelf"
    revision: int = 0
    documents: dict[int, tuple[int, Document]] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)

    def put(self, key: int, title: str, aliases: Sequence[str] = (), body: str = "") -> None:
        """Add or change a document."""
        self.revision += 1
        self.documents[key] = (self.revision, Document(key, title, aliases, body))

    def take(self, key: int) -> None:
        """Take a document away."""
        self.revision += 1
        self.documents[key] = (self.revision, replace(self.documents[key][1], gone=True))

    def changed(self, since: int | None) -> Iterator[Document]:
        """The documents after ``since``."""
        return (document for at, document in self.documents.values() if since is None or at > since)

    def visible(self, actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
        """Everything for people, even keys for strangers."""
        self.asked.append(len(keys))
        shown = [key for key in keys if not actor.is_anonymous or key % 2 == 0]
        return {key: Hit(self.documents[key][1].title, f"/hylde/{key}/") for key in shown}

    @contextmanager
    def registered(self) -> Iterator[None]:
        """Inside the block this is the only source."""
        before = dict(SEARCH_SOURCES._plugs)
        SEARCH_SOURCES._plugs.clear()
        SEARCH_SOURCES.register(
            SearchSource(
                self.key, "Hylden", self.changed, lambda: self.revision, self.visible, lambda q: f"/hylde/?q={q}"
            )
        )
        try:
            yield
        finally:
            SEARCH_SOURCES._plugs.clear()
            SEARCH_SOURCES._plugs.update(before)
