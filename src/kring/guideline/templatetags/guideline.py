"""Show a text of the guideline in the language of the page: `{{ kind.label|in_language:LANGUAGE_CODE }}`."""

from django import template

from kring.guideline.queries import Source, Text

register = template.Library()


@register.filter
def in_language(text: Text | Source, language: str) -> str:
    """
    Say a text, or the name of a source, in a language ("nl", "en", or a variant such as "nl-nl").

    :raises ValueError: for a language in which the guideline is not written
    """
    return text.in_language(language)
