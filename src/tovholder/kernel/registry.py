"""The one way in which rooms meet without knowing each other: a registry of plugs."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class Plug(Protocol):
    """What a registry holds: anything with a unique key. ``order`` sorts; equal orders sort by key."""

    @property
    def key(self) -> str:
        """The unique name of the plug, dotted: ``room.name``."""
        ...


T = TypeVar("T", bound=Plug)


class Registry(Generic[T]):
    """An ordered set of plugs.

    ``contract`` is the English name of what is registered, used in errors and in the test that walks all registries.
    """

    all: "list[Registry[Plug]]" = []

    def __init__(self, contract: str) -> None:
        self.contract = contract
        self._plugs: dict[str, T] = {}
        Registry.all.append(self)  # type: ignore[arg-type]  # a registry of T is listed as one of Plug: only read from

    def register(self, plug: T) -> T:
        """Add a plug and return it. Raises ``ValueError`` when another plug already has its key."""
        known = self._plugs.get(plug.key)
        if known is not None and known != plug:
            raise ValueError(f"{self.contract}: two plugs are called {plug.key!r}")
        self._plugs[plug.key] = plug
        return plug

    def __getitem__(self, key: str) -> T:
        return self._plugs[key]

    def get(self, key: str) -> T | None:
        """The plug of that key, or None."""
        return self._plugs.get(key)

    def __iter__(self) -> Iterator[T]:
        return iter(sorted(self._plugs.values(), key=lambda plug: (getattr(plug, "order", 100), plug.key)))

    def __len__(self) -> int:
        return len(self._plugs)
