"""A document as an accessible PDF (PDF/UA-1), made from one fixed layout."""

from kring.foundation.paper import Paper
from kring.portal.domain.document import Document
from kring.portal.queries.documents import FOLDER

papers: Paper[Document] = Paper(FOLDER / "document.typ", "document")


def pdf(document: Document) -> bytes:
    """The document as a file."""
    return papers.file(document, document.day)
