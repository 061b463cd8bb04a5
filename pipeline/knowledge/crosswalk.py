"""One name a company: which spellings are one name, and what the ledger ``crosswalk.yaml`` says beyond spelling."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.knowledge.companies import bare_form, legal_prefixes, legal_suffixes
from pipeline.knowledge.data import read_yaml

_SHORT = {
    "company": "co",
    "cos": "co",
    "companies": "co",
    "corporation": "corp",
    "limited": "ltd",
    "incorporated": "inc",
}
SPELLING = "spelling"
LEGAL_FORM = "legal form left off"


@dataclass(frozen=True, slots=True)
class Union:
    """What a name is taken for: the ``canonical`` name, and the ``evidence`` that both are one company."""

    canonical: str
    evidence: str


def spelling(name: str) -> str:
    """What is left of ``name`` without case, accents, punctuation, "&", a leading "The" and long legal forms.

    "The Mosaic Company" and "Mosaic Co." are one spelling; "Elkem AS" and "Elkem ASA" are two.
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch)).replace(".", "")
    words = re.findall(r"\w+", plain)
    words = [_SHORT.get(word, word) for word in words]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def body(name: str) -> str:
    """The spelling of ``name`` without the legal forms around it; the whole where nothing would be left."""
    words = [word for word in re.split(r"[\s,]+", name) if word]
    while len(words) > 1 and _is_suffix(words):
        words.pop()
    if len(words) > 1 and words[0] in legal_prefixes():
        words = words[1:]
    return spelling(" ".join(words))


def unite(times: Mapping[str, int]) -> dict[str, Union]:
    """What each company name of ``times`` (how often it is used) is taken for; names that stand alone are left out.

    Names of one spelling are one company, by the name used most. A name without a legal form is that of the only
    company with its words that has one. The ledger goes before both.
    """
    same, apart = _ledger()
    united = {name: same[name] for name in times if name in same}
    free = [name for name in times if name not in united]
    clusters = _by(spelling, free)
    heads = {key: _best(names, times) for key, names in clusters.items()}
    for key, names in clusters.items():
        united |= {name: Union(heads[key], SPELLING) for name in names if name != heads[key]}
    for words, named in _by(body, [*heads.values(), *same]).items():
        full = {same[name].canonical if name in same else name for name in named if spelling(name) != words}
        if len(full) == 1 and words not in apart:
            (canonical,) = full
            united |= {name: Union(canonical, LEGAL_FORM) for name in clusters.get(words, ())}
    return {name: union for name, union in united.items() if union.canonical != name}


def evidence(name: str, canonical: str) -> str | None:
    """Why ``name`` is taken for ``canonical``; None where only a chapter's own words can say so (a short form)."""
    same, _ = _ledger()
    if name in same and same[name].canonical == canonical:
        return same[name].evidence
    if spelling(name) == spelling(canonical):
        return SPELLING
    return LEGAL_FORM if body(name) == body(canonical) else None


def _is_suffix(words: list[str]) -> bool:
    last = bare_form(words[-1])
    return bool({last, " ".join(map(bare_form, words[-2:]))} & legal_suffixes())


def _by(key: Callable[[str], str], names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        found[key(name)].append(name)
    return found


def _best(names: Iterable[str], times: Mapping[str, int]) -> str:
    return min(names, key=lambda name: (-times[name], name))


@lru_cache(maxsize=1)
def _ledger() -> tuple[dict[str, Union], frozenset[str]]:
    """Each name of the ledger with what it is taken for, and the words of names that are several companies."""
    data = read_yaml("pipeline.knowledge", "crosswalk.yaml")
    same = {
        name: Union(entry["name"], entry["evidence"])
        for entry in data["same"]
        for name in (entry["name"], *entry["also"])
    }
    return same, frozenset(body(name) for names in data["apart"] for name in names)
