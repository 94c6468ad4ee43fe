"""Titles that sort and are found in Danish, for the records of this room."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.kernel.danish import fold, sort_key


class Searched(models.Model):
    """A title that sorts and is found in Danish without the database's help."""

    title = models.CharField(_("titel"), max_length=160, validators=[refuse_sensitive])
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def searched(self) -> Iterable[str]:
        """The texts by which the record is found."""
        return (self.title,)

    def derive(self) -> None:
        """Set what follows from the other fields."""
        self.sort_key = sort_key(self.title)
        self.search_text = fold(" ".join(self.searched()))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the record with its sort key and the text it is found by."""
        self.derive()
        super().save(*args, **kwargs)
