"""Superscripts of a cell: note marks and flags apart from exponents, ordinals and fractions, which belong to the text.

A cell is a list of runs (text, is superscript). A mark is a note's number, a lower-case letter (e estimated,
r revised, p preliminary) or a sign such as "*"; several stand with commas ("e, 9") or close together ("re").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Runs = tuple[tuple[str, bool], ...]

_SPACES = re.compile(r"\s+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_MARK = re.compile(r"\d{1,3}|[a-z]|\*{1,3}|[†‡§¶#]")
_CLOSE = re.compile(r"(?P<letters>[erp]{1,3})(?P<number>\d{0,3})|(?P<first>\d{1,3})(?P<then>[erp]{1,3})")
_UNIT = re.compile(r"(?<![^\W\d_])(?:m|cm|mm|km|dm|ft|yd|mi|in)$")
_TEN = re.compile(r"(?:[×x*·]\s*|(?<![\d.,]))10$")


@dataclass(frozen=True, slots=True)
class Read:
    """A cell's text without its marks, the marks in printed order, and its runs where a mark is not at the end."""

    text: str
    marks: tuple[str, ...] = ()
    runs: Runs = ()


def read(runs: Runs) -> Read:
    """Part a cell's runs into text and marks; spaces squeezed, NFC."""
    if not any(raised for _, raised in runs):
        return Read(squeezed("".join(text for text, _ in runs)))
    raised = _joined(runs)
    marked = [_is_mark(raised, at) for at in range(len(raised))]
    parts = _joined(
        (text if mark else _on_the_line(raised, at), mark)
        for at, ((text, _), mark) in enumerate(zip(raised, marked, strict=True))
    )
    first = next((at for at, (_, mark) in enumerate(parts) if mark), len(parts))
    amid = any(text.strip() and not mark for text, mark in parts[first:])
    return Read(
        text=squeezed("".join(text for text, mark in parts if not mark)),
        marks=tuple(one for text, mark in parts if mark for one in split_marks(text)),
        runs=_trimmed(parts) if amid else (),
    )


def squeezed(text: str) -> str:
    """NFC, every white space a single blank, none at the ends, nothing invisible."""
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """NFC without the invisible; a soft hyphen before a digit is a minus sign."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", re.sub("\u00ad(?=\\d)", "-", text).translate(_INVISIBLE))


def split_marks(text: str) -> tuple[str, ...]:
    """The marks of a superscript: "e, 9" is ("e", "9"), "re" ("r", "e"), "r3" ("r", "3")."""
    return tuple(mark for token in re.split(r"[,;\s]+", text.strip(" ,;()")) if token for mark in _apart(token))


def is_marks(text: str) -> bool:
    """Does a superscript hold nothing but marks?"""
    marks = split_marks(text)
    return bool(marks) and all(_MARK.fullmatch(mark) for mark in marks)


def _apart(token: str) -> Iterator[str]:
    close = _CLOSE.fullmatch(token)
    if close is None:
        yield token
    elif close["letters"]:
        yield from close["letters"]
        yield from [close["number"]] if close["number"] else []
    else:
        yield close["first"]
        yield from close["then"]


def _joined(runs: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Runs of a kind together; a blank or comma between superscripts is part of them, a blank superscript is none."""
    parts: list[tuple[str, bool]] = []
    pieces = [(_SPACES.sub(" ", _clean(t)), up) for t, up in runs if t]
    for at, (text, up) in enumerate(pieces):
        between = 0 < at < len(pieces) - 1 and pieces[at - 1][1] and pieces[at + 1][1] and not text.strip(" ,")
        raised = between or (up and bool(text.strip()))
        if parts and parts[-1][1] == raised:
            parts[-1] = (parts[-1][0] + text, raised)
        else:
            parts.append((text, raised))
    return parts


def _is_mark(parts: Sequence[tuple[str, bool]], at: int) -> bool:
    """Is this superscript a mark: not an exponent, a numerator, an ordinal's ending or a figure in parentheses?"""
    text, raised = parts[at]
    if not raised or not is_marks(text) or (len(parts) == 1 and text.strip().startswith("(")):
        return False
    if not text.strip().isdigit():
        return True
    before = parts[at - 1][0].rstrip() if at else ""
    after = parts[at + 1][0] if at + 1 < len(parts) else ""
    if after.startswith(("/", "⁄")) or (text.strip() in ("2", "3") and _UNIT.search(before)):
        return False
    return not (_TEN.search(before) and after.strip())


def _on_the_line(parts: Sequence[tuple[str, bool]], at: int) -> str:
    """An exponent is kept as one ("m³", "10⁻³"); other raised text comes down to the line."""
    text, raised = parts[at]
    after = parts[at + 1][0] if at + 1 < len(parts) else ""
    exponent = raised and at and re.fullmatch(r"\s*[+−–-]?\d{1,3}\s*", text) and not after.startswith(("/", "⁄"))
    return text.translate(_RAISED) if exponent else text


def _trimmed(parts: Sequence[tuple[str, bool]]) -> Runs:
    """The runs without the blanks before the first and after the last."""
    kept = [*parts]
    kept[0] = (kept[0][0].lstrip(), kept[0][1])
    kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    return tuple(part for part in kept if part[0])
