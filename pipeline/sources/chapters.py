"""The chapters of the Yearbook by the names they go by; what is known of them stands in ``commodities.yaml``."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from pipeline.knowledge.data import read_yaml


@dataclass(frozen=True)
class Chapter:
    """A chapter of the Yearbook: ``names`` of the chapter and ``phrases`` of its table titles, as `name_key` gives."""

    slug: str
    title: str
    names: frozenset[str]
    phrases: frozenset[str]


def name_key(name: str) -> str:
    """A name as it is compared: lower case, one kind of dash, commas and brackets gone."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ").replace("’", "'").replace("ʼ", "'")
    return " ".join(re.sub(r"[,()\[\]]", " ", re.sub(r"\s*[—–-]+\s*", "-", text)).split())


def by_name(name: str) -> Chapter | None:
    """The chapter with this title, in any letter case."""
    return _names().get(name_key(name))


@cache
def chapter_slugs() -> tuple[str, ...]:
    """The slugs of all chapters, in the order of the alphabet."""
    return tuple(chapter.slug for chapter in _chapters())


def by_tables(titles: Sequence[str]) -> Chapter | None:
    """The chapter most table titles speak of; a title that begins with it or is the salient one counts thrice."""
    scores: Counter[Chapter] = Counter()
    for title in titles:
        key = name_key(re.sub(r"\d+(, ?\d+)*$", "", title))
        weight = 3 if key.startswith("salient") else 1
        for found in _phrase_pattern().finditer(key):
            for chapter in _phrases()[found[0]]:
                scores[chapter] += 3 if found.start() == 0 else weight
    return scores.most_common(1)[0][0] if scores else None


def report_of(lines: Sequence[str]) -> str | None:
    """The name of the other publication that one of these lines (or two together) is the title or foot of."""
    joined = [*lines, *(f"{a} {b}" for a, b in pairwise(lines))]
    return next((name for name, pattern in _reports() if any(pattern.search(line) for line in joined)), None)


@cache
def _data() -> dict[str, list[dict[str, Any]]]:
    data: dict[str, list[dict[str, Any]]] = read_yaml("pipeline.sources", "commodities.yaml")
    return data


@cache
def _chapters() -> tuple[Chapter, ...]:
    return tuple(_read_chapter(**entry) for entry in _data()["chapters"])


def _read_chapter(slug: str, title: str, names: Sequence[str] = (), tables: Sequence[str] = ()) -> Chapter:
    keys = frozenset(name_key(name) for name in (title, *names))
    return Chapter(slug, title, keys, keys | {name_key(phrase) for phrase in tables})


@cache
def _names() -> dict[str, Chapter]:
    return {name: chapter for chapter in _chapters() for name in chapter.names}


@cache
def _phrases() -> dict[str, tuple[Chapter, ...]]:
    found: dict[str, tuple[Chapter, ...]] = {}
    for chapter in _chapters():
        for phrase in sorted(chapter.phrases):
            found[phrase] = (*found.get(phrase, ()), chapter)
    return found


@cache
def _phrase_pattern() -> re.Pattern[str]:
    longest = sorted(_phrases(), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


@cache
def _reports() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (entry["name"], re.compile(pattern, re.IGNORECASE))
        for entry in _data()["reports"]
        for pattern in entry["patterns"]
    )
