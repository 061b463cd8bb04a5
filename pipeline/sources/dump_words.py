"""Text columns told apart without positions: by what their heads say they hold and by what their other cells hold.

Each way to cut a line into its columns is scored: a country where countries stand, a legal form at a company's end, a
State's or country's name at a place's, a ditto mark alone; and cells that recur. The best is taken, its margin over the
next says how sure it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.knowledge import companies, countries
from pipeline.knowledge.data import read_yaml

ROUNDS = 3  # readings of the lines, each with the cells that the one before found
BLANK = -1.2
LONGEST = 80  # words of a line: what has more is no row of cells, and stays whole
SURE_BY = 1.5
KNOWN_PLACE = 0.6  # what a place's name of several words is worth that is known as one
LONG_PLACE = 0.15  # a word of a place's name beyond the first: most have one
SITE_WITHIN = -0.7  # a name that goes on behind the word that ends a site's
WEAK = 0.3  # a column: a cut that scores less rests on little
VENTURE = 1.5  # how much a cell is a company's that begins as a venture of others does
SYMBOL = 1.0  # a symbol that fills a cell of words
_SYMBOLS = ("XX", "NA", "W", "--")
_COUNTY = ("County", "Parish", "Borough")
_DITTO = re.compile(r"^[Dd]o\.(?:\d{1,2}(?:, ?\d{1,2})*)?$")
_RANK = re.compile(r"^(?:\d{1,3}|\(\d{1,2}\)|--|XX)$")
_CODE = re.compile(r"^\d{2,6}(?:\.\d\d){0,3}\.?\d*(?:,? (?:and )?\d{2,6}[\d.]*)*,?\d?$")
_UNIT = re.compile(
    r"^(?:[¢$][/ ]\w+(?: \w+)?|do\.|\w+/\w+)$|^(?:thousand |million )?(?:metric tons?|kilograms|carats|pounds)$"
)
_OPEN_END = re.compile(r"(?:[,(&/–—-]|\b(?:and|or|of|the|for|in|de|La|El|San|Santa|New|St\.|Mt\.|No\.))$")
_OPEN_START = re.compile(r"^(?:and|or|of|[&),.;%]|\(|\[)")
_NUMERAL = re.compile(r"(?<=[A-Za-z.)\]])\d{1,2}(?:, ?\d{1,2})*$")


@dataclass(frozen=True, slots=True)
class Cut:
    """A line cut into its text columns ("" for a blank one) and how sure that is."""

    cells: tuple[str, ...]
    confidence: float
    score: float = 0.0


def role_of(head: str) -> str | None:
    """What a column holds by its head."""
    return next((role for role, pattern in _heads() if pattern.search(head)), None)


@cache
def _heads() -> list[tuple[str, re.Pattern[str]]]:
    heads = read_yaml("pipeline.sources", "dump_roles.yaml")["heads"]
    return [(role, re.compile(pattern, re.IGNORECASE)) for role, pattern in heads.items()]


@cache
def _sites() -> frozenset[str]:
    """Words that end a site's name and begin no place's."""
    return frozenset(read_yaml("pipeline.sources", "dump_roles.yaml")["sites"])


@cache
def _ventures() -> tuple[str, ...]:
    return tuple(read_yaml("pipeline.sources", "dump_roles.yaml")["ventures"])


def cut_lines(lines: Sequence[str], roles: Sequence[str]) -> list[Cut]:
    """Each line's cells in columns of ``roles``."""
    seen: list[Counter[str]] = [Counter() for _ in roles]
    cuts: list[Cut] = []
    for _ in range(ROUNDS):
        cuts = [_cut(line.split(), roles, seen) for line in lines]
        seen = [Counter(_bare(cut.cells[at]) for cut in cuts if cut.cells[at]) for at in range(len(roles))]
    return cuts


def _cut(words: Sequence[str], roles: Sequence[str], seen: Sequence[Counter[str]]) -> Cut:
    """The best cut of a line, by dynamic programming over columns and words; two are kept to compare."""
    if len(words) > LONGEST:
        return Cut((" ".join(words), *[""] * (len(roles) - 1)), 0.0, 0.0)
    held: dict[int, list[tuple[float, tuple[str, ...]]]] = {0: [(0.0, ())]}
    for at, role in enumerate(roles):
        following: dict[int, list[tuple[float, tuple[str, ...]]]] = {}
        for start, ways in held.items():
            ends = range(start, len(words) + 1) if at < len(roles) - 1 else [len(words)]
            for end in ends:
                text = " ".join(words[start:end])
                worth = _worth(text, role, at == 0) + _recurs(text, seen[at]) if text else BLANK - (at == 0)
                following.setdefault(end, []).extend((score + worth, (*cells, text)) for score, cells in ways)
        held = {end: sorted(ways, key=lambda way: -way[0])[:2] for end, ways in following.items()}
    ways = held[len(words)]
    gap = ways[0][0] - ways[1][0] if len(ways) > 1 else SURE_BY
    sure = min(0.99, 0.4 + 0.6 * min(gap / SURE_BY, 1.0))
    weak = ways[0][0] < WEAK * len(roles)
    return Cut(ways[0][1], round(min(sure, 0.55) if weak else sure, 2), ways[0][0])


def carried_on(text: str, above: Sequence[str], roles: Sequence[str]) -> tuple[str, ...]:
    """A line without figures in the column whose cell above it completes best; alone in the stub if it is a group."""
    if text.endswith(":") or len(roles) < 2:
        return (text,)
    open_cells = [at for at, cell in enumerate(above) if at and cell and not _DITTO.match(cell)]
    if not open_cells:
        return (text,)
    at = max(open_cells, key=lambda at: (_gain(above[at], text, roles[at]), at))
    return (*([""] * at), text)


def _gain(above: str, text: str, role: str) -> float:
    whole = f"{above} {text}"
    return _role_worth(whole, role) + _shape(whole, False) - _role_worth(above, role) - _shape(above, False)


def _recurs(text: str, seen: Counter[str]) -> float:
    """A cell that stands in other lines too; the line's own is one of them."""
    count = seen[_bare(text)] - 1
    return 0.0 if count < 1 else min(0.5 + 0.4 * count, 1.7)


@lru_cache(maxsize=65536)
def _worth(text: str, role: str, first: bool) -> float:
    """How well a text stands as a cell of a column."""
    bare = _bare(text)
    if _DITTO.match(text) or bare in ("Do.", "do."):
        return 3.0
    if re.search(r"(?:^|\s)[Dd]o\.(?:\s|$)", bare):
        return -4.0
    return _role_worth(bare, role) + _shape(bare, first)


def _shape(text: str, first: bool) -> float:
    """Cells begin with a capital or a digit, end complete and keep their brackets together."""
    worth = 0.0 if text[:1].isupper() or text[:1].isdigit() or text[:1] in "¢$" else -1.5
    worth -= 2.0 * bool(_OPEN_END.search(text)) + 2.0 * bool(_OPEN_START.match(text))
    worth -= 3.0 * _is_suffix(text.split()[0])
    worth -= 3.0 * (text.count("(") != text.count(")")) + 3.0 * (text.count("[") != text.count("]"))
    return worth - 0.02 * len(text.split())


def _role_worth(text: str, role: str) -> float:
    if role == "unit":
        return 2.0 if _UNIT.match(text) else -1.5
    if role == "rank":
        return 3.0 if _RANK.match(text) else -4.0
    if role == "code":
        return 3.0 if _CODE.match(text) else -1.0 if text[:1].isalpha() else 0.0
    if text in _SYMBOLS:
        return SYMBOL
    if _RANK.match(text) or _CODE.match(text):
        return -1.5
    if role == "country":
        return 3.0 if countries.lookup(text) else -1.5
    company, place = _is_company(text), _place_worth(text, role != "county")
    if role == "company":
        return 2.0 * company - (1.0 if not company and place else 0.0) - 1.0 * _company_within(text)
    if role in ("place", "county"):
        return place - 1.5 * company - 1.5 * _company_within(text)
    *names, last = text.split()
    within = SITE_WITHIN * (last not in _sites() and any(name in _sites() for name in names))
    site = within + 0.7 * (role == "facility" and last in _sites())
    return site - 0.7 * company - 1.0 * _company_within(text) - (0.5 if role != "stub" and place > 1 else 0.0)


def _is_company(text: str) -> float:
    """Ends in a legal form, or in brackets that hold an owner or a share; or begins as a venture of others does."""
    if text.startswith(_ventures()):
        return VENTURE
    if companies.has_legal_suffix(text):
        return 1.0
    inside = re.search(r"[(\[]([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]$", text)
    if inside and (companies.has_legal_suffix(inside[1]) or inside[1].endswith("%") or text.endswith("]")):
        return 1.0
    return 0.0


def _company_within(text: str) -> float:
    """A legal form with words behind it that are neither owners in brackets nor the next of several companies."""
    words = text.split()
    for n in range(2, len(words)):
        head, rest = " ".join(words[:n]), words[n]
        if head.endswith((",", ";")) or rest[0] in "([&" or rest in ("and", "or") or rest[:1].islower():
            continue
        ends = _is_suffix(words[n - 1]) and companies.has_legal_suffix(head) and not _is_suffix(rest)
        if ends and head.count("(") == head.count(")") and head.count("[") == head.count("]"):
            return 1.0
    return 0.0


def _is_suffix(word: str) -> bool:
    return companies.bare_form(word.strip(",;()[]")) in companies.legal_suffixes()


def _place_worth(text: str, abroad: bool = True) -> float:
    """A State's code or name, a country's name (``abroad``), or a name and its province behind a comma."""
    parts = [part.strip() for part in text.split(",")]
    last = parts[-1]
    if text.split()[0].strip(",") in (*_sites(), *_COUNTY):
        return -1.0
    if _is_long_place(parts[0]):
        return _named_place(text, parts, last, abroad) + KNOWN_PLACE
    names = [name for name in re.split(r" and (?=[A-Z])", parts[0]) if not _is_long_place(name)]
    more = sum(len(name.split()) - 1 for name in names) - parts[0].endswith(_COUNTY)
    return _named_place(text, parts, last, abroad) - LONG_PLACE * more


@cache
def _long_places() -> frozenset[str]:
    return frozenset(read_yaml("pipeline.knowledge", "long_places.yaml")["names"])


@cache
def _region() -> re.Pattern[str]:
    directions = "|".join(read_yaml("pipeline.knowledge", "long_places.yaml")["directions"])
    return re.compile(rf"(?:(?:{directions}) )+Region")


def _is_long_place(name: str) -> bool:
    """A name of several words that is known, or a region by its bearing ("Eastern Interior Region")."""
    return name.removesuffix(" County").removesuffix(" Parish") in _long_places() or bool(_region().fullmatch(name))


def _named_place(text: str, parts: Sequence[str], last: str, abroad: bool) -> float:
    if re.fullmatch(r"[A-Z]{2}", last) and len(parts) > 1 and countries.lookup_state(last):
        return 2.0
    if (abroad and countries.lookup(last)) or countries.lookup_state(last):
        return 1.5 if len(parts) > 1 else 0.8
    if len(parts) == 2 and len(text.split()) < 6 and last[:1].isupper():
        return 1.0
    names = text.split(" and ")
    return 0.3 if max(len(name.split()) for name in names) < 4 else -0.1 * len(text.split())


def _bare(text: str) -> str:
    return _NUMERAL.sub("", text)
