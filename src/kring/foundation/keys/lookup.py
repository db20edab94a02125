"""Finding without revealing: HMACs with a key of the keyring, for codes, persons, addresses and rate limits."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from uuid import UUID

from kring.foundation.keys.keyring import keyring

CODE_DIGITS = 16
EVALUATION_MAC = 16
"""Hex digits: nobody makes up a link that fits."""
_EVALUATION = re.compile(r"([0-9a-f]{32}(\d{4}h[12]))([0-9a-f]{16})")


def fresh_code() -> str:
    """A receipt code: sixteen digits, 53 bits, shown once (decision 1)."""
    return "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))


def code_of_form(kind: str, form: str) -> str:
    """The code that follows from a form's token (ADR 6): the same form sent twice gives the same sixteen digits."""
    digest = hmac.digest(keyring().secret("lookup"), f"{kind}:{form}".encode(), "sha256")
    return str(int.from_bytes(digest[:16]) % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def fresh_token() -> str:
    """A token for a link: 128 bits, safe in an address."""
    return secrets.token_urlsafe(16)


def lookup_hash(kind: str, value: str) -> bytes:
    """What the database knows of a code or token: 32 bytes that say nothing without the keyring."""
    return hmac.digest(keyring().secret("lookup"), f"{kind}:{value}".encode(), "sha256")


def person_tag(organisation_id: UUID, person_id: UUID) -> str:
    """The blind index of a person in an organisation: 64 hex digits."""
    return _tag(organisation_id, f"person:{person_id}")


def address_tag(organisation_id: UUID, address: str) -> str:
    """The blind index of a mail address or phone number, whatever its spacing and case."""
    return address_tags(organisation_id, [address])[address]


def address_tags(organisation_id: UUID, addresses: Iterable[str]) -> dict[str, str]:
    """The blind indexes of many addresses at once, by address as it was given."""
    key = keyring().of_organisation("tag", organisation_id)
    return {one: hmac.digest(key, f"address:{_plain(one)}".encode(), "sha256").hex() for one in addresses}


def _plain(address: str) -> str:
    return "".join(address.lower().split()).replace("-", "")


def number_tags(organisation_id: UUID, numbers: Iterable[str]) -> dict[str, str]:
    """The blind indexes of many personnel numbers at once, by number; 64 hex digits each."""
    key = keyring().of_organisation("tag", organisation_id)
    return {one: hmac.new(key, f"number:{one}".encode(), hashlib.sha256).hexdigest() for one in numbers}


def evaluation_token(organisation_id: UUID, raw: str, half_year: str) -> str:
    """
    The token of a link to evaluate support, that nobody can make up and that is kept nowhere.

    :param raw: 32 hex digits that only the key of the support yields, so that with it the way back is gone
    :param half_year: in which the answer counts, such as "2026H1"; after it the link is over
    """
    body = raw + half_year.lower()
    return body + _evaluation_mac(organisation_id, body)


def half_year_of_evaluation(organisation_id: UUID, token: str) -> str | None:
    """In which half-year an answer with this token counts, such as "2026H1"; None if the token is not ours."""
    found = _EVALUATION.fullmatch(token)
    if found is None or not hmac.compare_digest(found[3], _evaluation_mac(organisation_id, found[1])):
        return None
    return found[2].upper()


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """Cache keys hold no addresses: rate limits count an HMAC."""
    return hmac.new(keyring().secret("lookup"), f"{key_prefix}:{version}:{key}".encode(), hashlib.sha256).hexdigest()


def _tag(organisation_id: UUID, value: str) -> str:
    key = keyring().of_organisation("tag", organisation_id)
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def _evaluation_mac(organisation_id: UUID, body: str) -> str:
    key = keyring().of_organisation("evaluation", organisation_id)
    return hmac.new(key, body.encode(), hashlib.sha256).hexdigest()[:EVALUATION_MAC]
