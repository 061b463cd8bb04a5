"""Page breaks of a dump: where a tool keeps form feeds, the heads, feet and numbers of pages go with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from pipeline.sources.dump_lines import TITLE, is_note, is_title
from pipeline.sources.paragraphs import RUNNING_HEAD

EDGE = 2  # lines at either end of a page that may be its head or foot
KEPT = 1  # blank lines beside them that may be the text's own
OFTEN = 0.5  # of the pages, and at least so many, have a line, its numbers aside, that is a head or a foot
FEWEST = 3
_NUMBER = re.compile(r"^(?:page\s+)?[-–—]?\s*\d{1,3}(?:\.\d{1,3})?\s*[-–—]?(?:\s+of\s+\d+)?$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def without_page_breaks(rows: Sequence[str]) -> list[tuple[int, str]]:
    """Each line with its number from 1, without form feeds and what is printed at the edges of every page.

    Of the blank lines around those one stays at most. Without form feeds all stays.
    """
    pages = list(_pages(rows))
    if len(pages) < 2:
        return list(enumerate(rows, 1))
    seen = Counter(shape for page in pages for shape in {_shape(text) for _, text in _edges(page)})
    often = {shape for shape, times in seen.items() if times >= max(FEWEST, OFTEN * len(pages))}
    return [line for page in pages for line in _inner(page, often)]


def _pages(rows: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    page: list[tuple[int, str]] = []
    for at, row in enumerate(rows, 1):
        before, *after = row.split("\f")
        page.append((at, before))
        for text in after:
            yield page
            page = [(at, text)]
    yield page


def _edges(page: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The first and last lines of a page that hold anything."""
    full = [line for line in page if line[1].strip()]
    return full[:EDGE] + full[max(EDGE, len(full) - EDGE) :]


def _shape(text: str) -> str:
    return _DIGITS.sub("#", text.strip()).casefold()


def _inner(page: Sequence[tuple[int, str]], often: Collection[str]) -> list[tuple[int, str]]:
    edges = _edges(page)
    gone = {at for at, text in edges if _is_furniture(text.strip(), often)}
    if not gone:
        return list(page)
    full = [at for at, text in page if text.strip() and at not in gone]
    first, last = (full[0], full[-1]) if full else (0, 0)
    return [line for line in page if line[0] not in gone and first - KEPT <= line[0] <= last + KEPT]


def _is_furniture(text: str, often: Collection[str]) -> bool:
    """A page's number, a running head, or what most pages have: with one number at most, for a row has several."""
    if _NUMBER.match(text) or RUNNING_HEAD.fullmatch(text):
        return True
    of_table = is_note(text) or is_title(text) or text.startswith("(") or bool(TITLE.match(text))
    return _shape(text) in often and len(_DIGITS.findall(text)) < 2 and not of_table
