"""What other rooms may use of the files.

A room keeps a ``ForeignKey(StoredFile, on_delete=PROTECT, related_name="+")``, stores in its own action, and has its
own view for the download that asks its own rule before it answers with ``file_response``.
"""

from tovholder.foundation.files.actions import Upload, remove_unused, store_document, store_picture
from tovholder.foundation.files.fields import DocumentField, PictureField
from tovholder.foundation.files.models import StoredFile
from tovholder.foundation.files.serving import StoredResponse, file_response

__all__ = [
    "DocumentField",
    "PictureField",
    "StoredFile",
    "StoredResponse",
    "Upload",
    "file_response",
    "remove_unused",
    "store_document",
    "store_picture",
]
