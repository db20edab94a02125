"""Receiving a file without ever writing it to disk, and without taking more than it may be."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

AROUND = 64 * 1024
"""Bytes of the form around the file."""


class InMemory(FileUploadHandler):
    """
    Keeps one file in memory.

    :param largest: bytes; of a larger one nothing is kept, and `is_too_large` says so
    """

    def __init__(self, request: HttpRequest, largest: int) -> None:
        super().__init__(request)
        self.largest, self.is_too_large = largest, False
        self._kept = io.BytesIO()

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """What the browser says it sends; if that is too much, nothing is read."""
        self.is_too_large = content_length > self.largest + AROUND

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self._kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """
        Keep a piece.

        :raises StopUpload: if it becomes too much
        """
        self.is_too_large = self.is_too_large or start + len(raw_data) > self.largest
        if self.is_too_large:
            raise StopUpload(connection_reset=True)
        self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The whole file."""
        self._kept.seek(0)
        return InMemoryUploadedFile(
            self._kept, self.field_name, self.file_name or "", self.content_type or "", file_size, self.charset
        )
