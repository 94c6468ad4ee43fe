"""What the rows of a vision have in common."""

from tovholder.foundation.audit.records import Record


class Part(Record):
    """A row that belongs to a vision and is owned through it."""

    class Meta:
        abstract = True

    @property
    def municipality_id(self) -> int:
        """The owner: that of the vision."""
        owner: int = self.vision.municipality_id  # type: ignore[attr-defined]  # every part has its vision
        return owner
