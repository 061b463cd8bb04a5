"""Which chapter is this? Commodity, edition, release and authors, from what a source says of itself.

File names are unreliable, so only the content is read: the chapter's title and byline, a workbook's cover sheet,
running feet ("Indium—2017 [ADVANCE RELEASE] 35.3"), table titles and the years in table heads. What counts most is
asked first and the next only where it is silent. Letter case never matters: many releases have lost some capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.records import Identity, UnreadableSource
from pipeline.sources.chapters import Chapter, by_name, by_tables, name_key, report_of

Release = Literal["final", "advance", "advance_tables"]
FRONT_LINES = 40
_YEAR = r"(?:19|20)\d\d"
_MARK = r"(?:[erp]|\d)?(?:, ?(?:[erp]|\d{1,2}))*"
_FOOT = re.compile(
    rf"^(?:\d+(?:\.\d+)?\s+)?(?P<name>[A-Za-z][A-Za-z.,()&\s—–-]{{1,70}}?)\s*[—–]\s*(?P<year>{_YEAR})"
    r"(?P<advance>\s*\[advance\s+release\])?\s*(?:\d+(?:\.\d+)?)?$",
    re.IGNORECASE,
)
_TABLE = re.compile(r"^\s*TABLE\s+\d+[A-Z]?\s*$", re.IGNORECASE)
_HEAD_YEARS = re.compile(rf"\b({_YEAR}){_MARK}(?=\s|$)")
_TITLE_YEAR = re.compile(rf"\b(?:in|december 31,|and|to|through)\s+({_YEAR})\d?(?:, ?\d)*(?=[\s,]|$)", re.IGNORECASE)
_COVER = re.compile(rf"^(?P<name>.+?)\s+in\s+(?P<year>{_YEAR})$", re.IGNORECASE)
_COVER_YEARS = (
    re.compile(rf"\bminerals yearbook,? ({_YEAR})\b", re.IGNORECASE),
    re.compile(rf"^({_YEAR}) annual tables$", re.IGNORECASE),
)
_PROSE_YEAR = re.compile(rf"\b(?:in|during) ({_YEAR})\b", re.IGNORECASE)
_TABLES_ONLY = re.compile(r"(?:advance data|early|tables[- ]only) release|advance data tables", re.IGNORECASE)
_ADVANCE = re.compile(r"\[advance\s*(?:release\]|$)|^advance release$", re.IGNORECASE)
_BYLINE = re.compile(r"^by\s+(?=\w+\.?\s)", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r",(?!\s*(?:Jr|Sr|I{2,3})\b)\s*(?:and\s+)?|\s+and\s+")
_CHAPTER_SIGNS = re.compile(r"^(?:world review|outlook|references cited|salient .* statistics\d?)$", re.IGNORECASE)
_PARTICLES = frozenset(("and", "al", "da", "de", "del", "der", "di", "du", "el", "la", "le", "van", "von", "y"))


@dataclass(frozen=True)
class Evidence:
    """What a source says of itself, letter case as found.

    ``front``: its first lines (title, byline, cover sheet). ``running``: lines that may be running heads or feet.
    ``titles``: table titles, wrapped lines joined, in order. ``years``: the latest year of every table head and title,
    each a vote. ``signs``: lines only a chapter has (section headings). ``source``: its name, for messages.
    """

    source: str = ""
    front: Sequence[str] = ()
    running: Sequence[str] = ()
    titles: Sequence[str] = ()
    years: Sequence[int] = ()
    signs: Sequence[str] = ()


def gather(lines: Iterable[str], source: str = "") -> Evidence:
    """Collect the evidence in a source's lines, in reading order (a table row is its cells joined by spaces)."""
    kept = [" ".join(unicodedata.normalize("NFC", line).split()) for line in lines]
    kept = [line for line in kept if line]
    titles = tuple(_table_titles(kept))
    return Evidence(
        source=source,
        front=tuple(kept[:FRONT_LINES]),
        running=tuple(line for line in kept if _FOOT.match(line) or report_of([line])),
        titles=titles,
        years=tuple(_votes(kept, titles)),
        signs=tuple(line for line in kept if _CHAPTER_SIGNS.match(line)),
    )


def identify(evidence: Evidence) -> Identity:
    """Name the chapter; commodity "unknown" and edition 0 where the content does not say.

    Raises `UnreadableSource` for another publication, and for a source with no sign of a chapter at all.
    """
    chapter = _chapter(evidence)
    _refuse_other_reports(evidence, chapter)
    title = chapter.title if chapter else _printed_title(evidence.front)
    return Identity(
        commodity=chapter.slug if chapter else "unknown",
        edition=_edition(evidence),
        title=title,
        release=_release(evidence),
        authors=_authors(evidence.front),
    )


def _refuse_other_reports(evidence: Evidence, chapter: Chapter | None) -> None:
    name = evidence.source or "source"
    footed = any(_feet(evidence))
    report = report_of(evidence.front) or report_of(evidence.running)
    if report and not footed:
        raise UnreadableSource(f"{name}: not a Minerals Yearbook chapter (looks like {report})")
    if not (chapter or footed or evidence.titles or evidence.signs):
        raise UnreadableSource(f"{name}: not a Minerals Yearbook chapter (no chapter title, running foot or table)")


def _chapter(evidence: Evidence) -> Chapter | None:
    """The chapter by its running feet, else its title or cover, else the words of its table titles."""
    named = Counter(chapter for name, _ in _feet(evidence) if (chapter := by_name(name)))
    if named:
        return named.most_common(1)[0][0]
    for name in _front_names(evidence.front):
        if chapter := by_name(name):
            return chapter
    return by_tables(evidence.titles)


def _front_names(front: Sequence[str]) -> Iterator[str]:
    """What may be the chapter's title: a first line, two lines (a wrapped one), "Cobalt in 2017" on a cover."""
    for line in front:
        cover = _COVER.match(line)
        yield cover["name"] if cover else _without_release(line)
    for first, second in pairwise(front[:6]):
        yield _without_release(f"{first} {second}")


def _without_release(line: str) -> str:
    return re.sub(r"\s*\[advance(\s+release\]?)?$", "", line, flags=re.IGNORECASE)


def _feet(evidence: Evidence) -> Iterator[tuple[str, int]]:
    for line in evidence.running:
        foot = _FOOT.match(line)
        if foot and (by_name(foot["name"]) or name_key(foot["name"]).endswith("minerals yearbook")):
            yield foot["name"], int(foot["year"])


def _edition(evidence: Evidence) -> int:
    """The year of the running feet; else the cover's, unless the tables reach a later one (last year's cover)."""
    feet = Counter(year for _, year in _feet(evidence))
    if feet:
        return feet.most_common(1)[0][0]
    cover = max(_cover_years(evidence.front), default=0)
    votes = Counter(evidence.years)
    agreed = max((year for year, n in votes.items() if n == max(votes.values())), default=0)
    if cover or agreed:
        return agreed if agreed > cover and (votes[agreed] > 1 or not cover) else cover
    prose = Counter(int(year) for line in evidence.front for year in _PROSE_YEAR.findall(line))
    return prose.most_common(1)[0][0] if prose else 0


def _cover_years(front: Sequence[str]) -> Iterator[int]:
    for line in front:
        cover = _COVER.match(line)
        if cover and by_name(cover["name"]):
            yield int(cover["year"])
        for pattern in _COVER_YEARS:
            yield from (int(year) for year in pattern.findall(line) if not re.search(r"\bfound in\b", line))


def _release(evidence: Evidence) -> Release:
    """As the source says; tables with neither a chapter's title nor its running feet are a release of tables only."""
    if any(_TABLES_ONLY.search(line) for line in evidence.front):
        return "advance_tables"
    if any(_ADVANCE.search(line) for line in (*evidence.front, *evidence.running)):
        return "advance"
    bare = evidence.titles and not any(by_name(n) for n in _front_names(evidence.front)) and not any(_feet(evidence))
    return "advance_tables" if bare else "final"


def _authors(front: Sequence[str]) -> tuple[str, ...]:
    for at, line in enumerate(front):
        if _BYLINE.match(line) and _is_names(_BYLINE.sub("", line)):
            names = _BYLINE.sub("", line)
            for more in front[at + 1 : at + 3]:
                if not _is_names(more) or _complete(names):
                    break
                names += f" {more}"
            return tuple(_name(n) for n in _BETWEEN_NAMES.split(names) if n)
    return ()


def _complete(names: str) -> bool:
    """A list of three or more has its "and"; a lone name is not carried on to the next line."""
    return " and " not in f"{names} " and "," not in re.sub(r", (Jr|Sr)\.", "", names)


def _is_names(line: str) -> bool:
    words = line.replace(",", " ").split()
    return 0 < len(words) <= 16 and all(_is_name_word(w) for w in words)


def _is_name_word(word: str) -> bool:
    return word in _PARTICLES or word[0].isupper() or bool(re.fullmatch(r"[dmnu]\.|[dmnu][a-z]+", word))


def _name(text: str) -> str:
    words = text.strip().split()
    return " ".join(w if w in _PARTICLES or w[0].isupper() else w[0].upper() + w[1:] for w in words)


def _printed_title(front: Sequence[str]) -> str | None:
    return _without_release(front[0]) if front and not _TABLE.match(front[0]) else None


def _table_titles(lines: Sequence[str]) -> Iterator[str]:
    """The title under every "TABLE n": the line after it and those that carry it on, up to a unit line or the head."""
    for at, line in enumerate(lines):
        if _TABLE.match(line):
            title = lines[at + 1 : at + 2]
            for more in lines[at + 2 : at + 4]:
                if more.startswith("(") or not _is_capitals(more):
                    break
                title = [*title, more]
            yield " ".join(title)


def _is_capitals(line: str) -> bool:
    """Capitals only, but for the four letters that damaged releases show in lower case."""
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and all(c.isupper() or c in "dmnu" for c in letters)


def _votes(lines: Sequence[str], titles: Sequence[str]) -> Iterator[int]:
    for line in lines:
        years = _HEAD_YEARS.findall(line)
        if len(years) > 1 and len(years) >= len(line.split()) / 2:
            yield max(int(y) for y in years)
    for title in titles:
        if years := _TITLE_YEAR.findall(title):
            yield max(int(y) for y in years)
