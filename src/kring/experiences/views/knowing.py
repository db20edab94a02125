"""What works for whom, and what is told of one measure. For everyone; nothing is kept of who looks."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kring.experiences import access, queries
from kring.experiences.forms import LookForm
from kring.experiences.views.words import in_words
from kring.experiences.wording import HELPED, HINDERED
from kring.foundation.door import Who, door
from kring.foundation.requests import Request
from kring.ui.pages import render_page


@door(Who.EVERYONE)
@require_safe
def what_works(request: Request) -> HttpResponse:
    """Choose a group and a situation, and see what others would do again."""
    language = str(request.LANGUAGE_CODE)
    groups, situations = queries.choices(language)
    form = LookForm(request.GET or None, groups=groups, situations=situations)
    chosen = form.cleaned_data if form.is_valid() else {"group": "", "situation": ""}
    found = queries.what_works(chosen["group"], chosen["situation"], language)
    return render_page(
        request, "experiences/what_works.html", form=form, found=found, tells=access.tells(request.actor)
    )


@door(Who.EVERYONE)
@require_safe
def of_entry(request: Request, entry: str) -> HttpResponse:
    """What organisations say of one measure."""
    found = queries.of_entry(entry, str(request.LANGUAGE_CODE))
    if found is None:
        raise Http404
    return render_page(
        request,
        "experiences/of_entry.html",
        entry=entry,
        found=found,
        helped=[HELPED[one] for one in found.helped],
        hindered=[HINDERED[one] for one in found.hindered],
        latest=[in_words(one) for one in found.latest],
        tells=access.tells(request.actor),
    )
