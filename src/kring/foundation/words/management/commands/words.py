"""`python -m kring words`: bring the Dutch catalogues up to date, or check them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kring.foundation.words.catalogues import Words, all_words, problems, write
from kring.foundation.words.compiled import compile_catalogues


class Command(BaseCommand):
    """Collects what is said, keeps the Dutch there is, and says what is missing."""

    help = "Bring the Dutch catalogues up to date, and list what has no Dutch yet."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One or more apps, or all; with `--check` nothing is written."""
        parser.add_argument("app", nargs="*", help="only these, for example: support portal")
        parser.add_argument("--check", action="store_true", help="write nothing; fail on what is not right")

    def handle(self, *args: Any, **options: Any) -> None:
        """
        Write and compile, or check.

        :raises CommandError: with --check, if anything is not right
        """
        every = all_words()
        if unknown := set(options["app"]) - {words.app.name for words in every}:
            raise CommandError(f"Nothing is said in: {', '.join(sorted(unknown))}.")
        chosen = [words for words in every if not options["app"] or words.app.name in options["app"]]
        if options["check"]:
            self._check(chosen)
        else:
            self._update(chosen)

    def _check(self, chosen: list[Words]) -> None:
        wrong = problems(chosen)
        for sentence in wrong:
            self.stderr.write(sentence)
        if wrong:
            raise CommandError(f"{len(wrong)} things about words are not right. 'make words' collects new ones.")

    def _update(self, chosen: list[Words]) -> None:
        for words in chosen:
            if words.found.messages or words.dutch:
                write(words)
            said, dropped, missing = len(words.found.messages), len(words.unused), words.missing
            line = f"{words.app.name}: {said} messages, {dropped} dropped, {len(missing)} without Dutch"
            self.stdout.write(line)
            for key in missing:
                self.stdout.write(f"  {key}")
            for sentence in words.found.problems:
                self.stderr.write(sentence)
        compile_catalogues()
