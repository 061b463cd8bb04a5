"""Company names: the legal forms that mark them, and the owners a table cell gives in brackets."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.knowledge.data import read_yaml
from pipeline.records import Owner

SHARE = r"(\d+(?:\.\d+)?)\s?%"
# "Barrick Gold Corp. (75%)", "Newmont, 25%", "Newmont 38.5%": a name and its share, then a separator or the end.
NAME_AND_SHARE = re.compile(rf"(.+?)[,\s]*\(?{SHARE}\)?\s*(?:[,;]\s*(?:and\s+)?|and\s+|$)")
SEPARATOR = re.compile(r";\s*(?:and\s+)?|,\s+and\s+|,\s+(?=[A-Z])|\s+and\s+(?=[A-Z])")


def has_legal_suffix(name: str) -> bool:
    """Whether ``name`` ends in a legal form ("Ltd.", "S.A. de C.V.") or begins with one ("PT", "JSC")."""
    words = [bare_form(word) for word in name.replace(",", " ").split()]
    if len(words) < 2:
        return False
    return bool({words[-1], " ".join(words[-2:])} & legal_suffixes()) or words[0] in legal_prefixes()


def bare_form(word: str) -> str:
    """``word`` without the full stops that do not tell one legal form from another: "S.A." is SA, "a.s." stays a.s."""
    return word.rstrip(".") if word.islower() else word.replace(".", "")


def split_owner(text: str) -> tuple[str, list[Owner]]:
    """The company of a table cell and its owners.

    "Laibin Smelter [Liuzhou Huaxi (China Tin) Group Co.]" has one owner; "A Ltd. (B Corp., 75%; C Ltd., 25%)" two with
    shares in percent; "A Corp. (75%), B Ltd. (25%)" is a company of two owners, "A Corp. and B Ltd.". A former name or
    an acronym in the last brackets is no owner, and is left off. Brackets that do not close are left as they are.
    """
    text = " ".join(text.split())
    name, inside = _last_brackets(text)
    if inside is None:
        return text, []
    if re.fullmatch(rf"\s*{SHARE}\s*", inside):
        owners = _with_shares(text)
        return " and ".join(owner.name for owner in owners) if owners else text, owners
    if not name or _is_former(inside) or _is_acronym(inside, name):
        return name or text, []
    return name, _owners(inside)


@lru_cache(maxsize=1)
def legal_suffixes() -> frozenset[str]:
    """Legal forms at the end of a name, without full stops."""
    return frozenset(" ".join(map(bare_form, form.split())) for form in _data()["suffixes"])


@lru_cache(maxsize=1)
def legal_prefixes() -> frozenset[str]:
    """Legal forms before a name."""
    return frozenset(_data()["prefixes"])


@lru_cache(maxsize=1)
def body_words() -> frozenset[str]:
    """Words that end a company's name without being a legal form ("Group")."""
    return frozenset(_data()["bodies"])


@lru_cache(maxsize=1)
def dotted_forms() -> frozenset[str]:
    """Legal forms that running text must print with their full stop."""
    return frozenset(_data()["dotted"])


@lru_cache(maxsize=1)
def abbreviated_forms() -> frozenset[str]:
    """Legal forms whose full stop is an abbreviation's."""
    return frozenset(_data()["abbreviated"])


@lru_cache(maxsize=1)
def written_forms() -> frozenset[str]:
    """Legal forms with marks inside, as they are printed."""
    return frozenset(_data()["written"])


@lru_cache(maxsize=1)
def _data() -> dict[str, list[str]]:
    data: dict[str, list[str]] = read_yaml("pipeline.knowledge", "companies.yaml")
    return data


def _last_brackets(text: str) -> tuple[str, str | None]:
    """What stands before the brackets that end ``text``, and inside them; None where none end it."""
    closed = text.rstrip(" .,")
    if not closed.endswith((")", "]")):
        return text, None
    depth = 0
    for at in range(len(closed) - 1, -1, -1):
        depth += (closed[at] in ")]") - (closed[at] in "([")
        if depth == 0:
            return closed[:at].rstrip(" ,"), closed[at + 1 : -1].strip()
    return text, None


def _is_former(inside: str) -> bool:
    return inside.casefold().startswith(tuple(_data()["former"]))


def _is_acronym(inside: str, name: str) -> bool:
    """One word whose letters all come in ``name`` in that order: "(Alcoa)", "(CBMM)", "(Sicomines)"."""
    if " " in inside or has_legal_suffix(inside):
        return False
    letters = iter(name.casefold())
    return all(letter in letters for letter in inside.casefold() if letter.isalpha())


def owners_of(text: str) -> list[Owner]:
    """The owners that a cell of their own names: "Newmont Corp. (61.5%), Barrick Gold Corp. (38.5%)"."""
    return _owners(" ".join(text.split()))


def _owners(inside: str) -> list[Owner]:
    shared = _with_shares(inside)
    if shared:
        return shared
    parts = [part.strip() for part in SEPARATOR.split(inside)]
    if len(parts) > 1 and all(has_legal_suffix(part) for part in parts):
        return [Owner(part) for part in parts]
    return [Owner(inside)]


def _with_shares(text: str) -> list[Owner]:
    """The names with shares that make up the whole of ``text``; none where something else stands in it."""
    found = list(NAME_AND_SHARE.finditer(text))
    if not found or text[found[-1].end() :].strip(" ."):
        return []
    return [Owner(m[1].strip(" ,;"), float(m[2])) for m in found]
