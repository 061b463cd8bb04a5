"""Which addresses a chapter may be published at, from the catalog of addresses beside this module."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from pipeline.knowledge.data import read_yaml
from pipeline.records import YearbookError
from pipeline.sources.chapters import by_name, chapter_slugs

Form = Literal["workbook", "pdf"]
FORMS: tuple[Form, ...] = get_args(Form)
LETTERS = 5  # of a chapter's name, in most codes


@dataclass(frozen=True, slots=True)
class Wanted:
    """A chapter of an edition in one form, and the addresses to look for it at, the better first."""

    slug: str
    year: int
    form: Form
    urls: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.slug} {self.year} ({self.form})"


@dataclass(frozen=True, slots=True)
class Catalog:
    """The catalog: ``forms`` are patterns of addresses below ``base_url``, ``codes`` the codes of some slugs."""

    base_url: str
    forms: Mapping[Form, Sequence[str]]
    codes: Mapping[str, Sequence[str]]

    def wanted(
        self, year: int, commodities: Sequence[str], forms: Sequence[Form], base_url: str | None = None
    ) -> list[Wanted]:
        """What to look for, in the order asked, each chapter once; ``base_url`` stands in for the catalog's own.

        Raises YearbookError for a commodity that is no chapter, and for a base URL that is none.
        """
        base = check_base(base_url or self.base_url)
        slugs = dict.fromkeys(self.slug_of(commodity) for commodity in commodities)
        return [Wanted(slug, year, form, self._urls(base, year, slug, form)) for slug in slugs for form in forms]

    def slug_of(self, commodity: str) -> str:
        """The slug of a chapter given by its slug, its title or a code of its files.

        Raises YearbookError where there is no such chapter; the text names those that are spelt alike.
        """
        name = commodity.strip()
        key = name.casefold().replace(" ", "-")
        if key in chapter_slugs():
            return key
        if chapter := by_name(name):
            return chapter.slug
        for slug, codes in self.codes.items():
            if key in codes:
                return slug
        alike = difflib.get_close_matches(key, chapter_slugs(), cutoff=0.6)
        hint = f" (did you mean {' or '.join(alike)}?)" if alike else ""
        raise YearbookError(f"{commodity!r}: no chapter of the Minerals Yearbook{hint}")

    def codes_of(self, slug: str) -> tuple[str, ...]:
        """The codes that stand for a chapter in file names, the likelier first."""
        return tuple(self.codes.get(slug) or dict.fromkeys((slug.split("-")[0][:LETTERS], slug)))

    def _urls(self, base: str, year: int, slug: str, form: Form) -> tuple[str, ...]:
        patterns, codes = self.forms[form], self.codes_of(slug)
        return tuple(base + pattern.format(year=year, code=code) for pattern in patterns for code in codes)


def check_base(url: str) -> str:
    """The URL with one "/" at its end.

    Raises YearbookError for another scheme than http and https, and where it holds a password, which would be kept.
    """
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # brackets or a port that are none
        whole = False
    if not whole or re.search(r"[\s?#]", url):
        raise YearbookError(f"{url}: not the address of a folder on a web server (https://host/folder/)")
    if "@" in parts.netloc:
        raise YearbookError("--base-url: no user name or password may stand in it")
    return url.rstrip("/") + "/"


@functools.cache
def catalog() -> Catalog:
    """The catalog as shipped."""
    data: dict[str, Any] = read_yaml("pipeline.fetch", "catalog.yaml")
    return Catalog(**data)
