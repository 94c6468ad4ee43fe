"""What is known of a file that somebody brought. The content itself lies in the data folder."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.records import Record


class StoredFile(Record):
    """One file as one person brought it. Rooms point at it (``PROTECT``) and ask their own permission for a download.

    The content is found by its hash, so that the same document brought twice lies there once. Pictures have a small
    version beside the large one. Nothing of a stored file is ever changed.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"media_type", "bytes"})

    sha256 = models.CharField(max_length=64, db_index=True, editable=False)
    name = models.CharField(_("filnavn"), max_length=140)
    media_type = models.CharField(_("slags"), max_length=120)
    bytes = models.PositiveIntegerField(_("størrelse"))
    width = models.PositiveIntegerField(_("bredde"), null=True, blank=True)
    height = models.PositiveIntegerField(_("højde"), null=True, blank=True)
    small_sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    small_width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    small_height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    small_bytes = models.PositiveIntegerField(null=True, blank=True, editable=False)
    stored_at = models.DateTimeField(_("lagt op"))
    stored_by = models.UUIDField(null=True, blank=True, editable=False)
    stored_by_name = models.CharField(_("lagt op af"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")
        ordering = ["-stored_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(bytes__gt=0), name="stored_file_not_empty"),
            models.CheckConstraint(
                condition=Q(width__isnull=True, height__isnull=True, small_sha256="")
                | (Q(width__gt=0, height__gt=0) & ~Q(small_sha256="")),
                name="stored_picture_has_both_sizes",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether the file is a picture, made anew by the product itself."""
        return self.width is not None
