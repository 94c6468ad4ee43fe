"""The fields in which a form takes a file. What the file is, the action finds out."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.files.documents import MEDIA_TYPES

_LONGEST_NAME = 255


class _KeptFileField(forms.FileField):
    """A file no larger than what is kept."""

    accepted = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", _LONGEST_NAME)
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": self.accepted}))
        kwargs.setdefault(
            "error_messages",
            {
                "empty": _("Filen er tom. Vælg en fil med indhold."),
                "max_length": _("Filens navn er for langt. Omdøb den, og prøv igen."),
            },
        )
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload. Raises ``ValidationError`` when it is larger than ``FILE_MAX_BYTES``."""
        upload = super().clean(data, initial)
        if upload and upload.size > settings.FILE_MAX_BYTES:
            raise ValidationError(
                _("Filen er større end %(limit)s MB. Gør den mindre, eller del den, og prøv igen."),
                params={"limit": settings.FILE_MAX_BYTES // (1024 * 1024)},
            )
        return upload


class DocumentField(_KeptFileField):
    """A document. The help text says which kinds are taken and how large."""

    accepted = ",".join(f".{kind}" for kind in MEDIA_TYPES)

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Fil"))
        kwargs.setdefault(
            "help_text",
            format_lazy(
                _("PDF, Word, Excel, PowerPoint, OpenDocument eller tekst, højst {limit} MB. Uden makroer."),
                limit=settings.FILE_MAX_BYTES // (1024 * 1024),
            ),
        )
        super().__init__(**kwargs)


class PictureField(_KeptFileField):
    """A picture. The help text says that place and other hidden facts are removed."""

    accepted = ".jpg,.jpeg,.png,.webp,.gif"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Billede"))
        kwargs.setdefault(
            "help_text",
            format_lazy(
                _("JPEG, PNG, WebP eller GIF, højst {limit} MB. Sted og andre skjulte oplysninger bliver fjernet."),
                limit=settings.FILE_MAX_BYTES // (1024 * 1024),
            ),
        )
        super().__init__(**kwargs)
