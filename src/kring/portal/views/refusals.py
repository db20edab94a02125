"""What people see when something is refused: a clear sentence, and nothing they entered is lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came from a page that was open too long, or from elsewhere."""
    return render(request, "403_csrf.html", status=403)
