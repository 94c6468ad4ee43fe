"""Uploads that are too large are stopped while they are read, not after."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class QuotaUploadHandler(FileUploadHandler):
    """Counts what arrives of each file and ends the request beyond ``IMPORT_MAX_BYTES``; stores nothing itself.

    Stands first among the handlers. A gigabyte that says its length is refused even earlier, before a byte is read.
    """

    taken = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin to count another file."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # handed through as it came
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the chunk on to the next handler. Raises ``RequestDataTooBig`` beyond the quota."""
        self.taken += len(raw_data)
        if self.taken > settings.IMPORT_MAX_BYTES:
            raise RequestDataTooBig("an uploaded file is larger than IMPORT_MAX_BYTES")
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """Nothing: the handlers after this one keep the file."""
        return None
