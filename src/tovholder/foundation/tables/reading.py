"""The one door for uploaded lists."""

from django.utils.translation import gettext as _

from tovholder.foundation.tables.csv_files import read_csv
from tovholder.foundation.tables.sheets import Readable, Sheet, SheetError, whole
from tovholder.foundation.tables.xlsx_files import read_xlsx, refuse_old_office

_ZIP = b"PK"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
    b"MZ",
    b"\x7fELF",
)


def read_sheet(uploaded: Readable) -> Sheet:
    """The rows of an uploaded CSV or XLSX file; what it is is told by its content, not by its name.

    Raises :class:`SheetError` with a Danish sentence for anything that cannot be used.
    """
    content = whole(uploaded)
    if content.startswith(_ZIP):
        return read_xlsx(content)
    if content.startswith(_OLD_OFFICE):
        refuse_old_office(content)
    if content.startswith(_OTHERS):
        raise SheetError(_("Filen er ikke et regneark. Vælg en CSV- eller XLSX-fil."))
    return read_csv(content)
