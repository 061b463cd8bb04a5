"""Lines of a dump with words between their figures: "Lime 48 $97,800 Peru, Chile 92", or two tables side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.sources.dump_heads import HeadLine
from pipeline.sources.dump_values import DITTOS, Tail, holds_figure_within, is_total, is_year, read_middle, read_tail

FEWEST = 3  # lines with words between figures
SHARE = 0.6  # of a table's lines with figures: where so many have such words, the others are read alike
FIGURES = 2  # before the words, where the head does not say that it is printed twice


def half_heads(heads: Sequence[HeadLine]) -> list[HeadLine] | None:
    """The head lines of the left one of two tables side by side, which have the same head; None where they don't."""
    halves = []
    for line in heads:
        half = len(line.words) // 2
        if half * 2 != len(line.words) or line.words[:half] != line.words[half:]:
            return None
        halves.append(replace(line, words=line.words[:half]))
    return halves if halves and len(halves[-1].words) > 1 and halves[-1].words[0][0].isalpha() else None


def between(texts: Sequence[str], fewest: int = FIGURES) -> list[Tail] | None:
    """Each line's first figures, with what stands behind these in ``after``; None where few lines are such.

    ``fewest`` is how many figures stand before the words.
    """
    tails = [read_tail(text) for text in texts]
    cut = [_cut(text, tail, fewest) for text, tail in zip(texts, tails, strict=True)]
    within = [holds_figure_within(text) for text in texts]
    holds = [bool(tail.values or cut[at] or within[at]) for at, tail in enumerate(tails)]
    figured = [at for at, tail in enumerate(tails) if holds[at] and not is_total(tail.label)]
    if sum(cut[at] is not None for at in figured) < max(FEWEST, SHARE * len(figured)):
        return None
    return [
        found or _two_groups(text) or _listed(text, tail) for text, found, tail in zip(texts, cut, tails, strict=True)
    ]


def _cut(text: str, tail: Tail, fewest: int) -> Tail | None:
    """A line up to the words between its figures; None where it has none."""
    ends = bool(tail.values) or text.endswith(DITTOS)
    inner = read_middle(tail.label if ends else text)
    if len(inner.values) < fewest or all(is_year(value.text) for value in inner.values):
        return None
    behind = text.split()[len(tail.label.split()) :] if ends else []
    return replace(inner, after=" ".join([inner.after, *behind]).strip())


def _listed(text: str, tail: Tail) -> Tail:
    """A line whose figures a comma goes before holds words alone, of a list that goes on: "Peru, 10, $100"."""
    return Tail(text, ()) if tail.label.endswith(",") else tail


def _two_groups(text: str) -> Tail | None:
    """Labels of two groups side by side."""
    left, colon, right = text.partition(": ")
    return Tail(left + ":", (), right) if colon and right.endswith(":") else None
