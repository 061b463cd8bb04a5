"""The columns of a dump's table behind its first figures: words, and further figures behind these."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.sources.dump_fit import column_count, fit
from pipeline.sources.dump_stub import borne_out, roles_of
from pipeline.sources.dump_values import DITTOS, Tail, Value, read_tail
from pipeline.sources.dump_words import cut_lines

LISTED = 0.5  # of the lines with figures at their end have a comma before these, where they are of a list
Words = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the first figures of each line, in columns counted from 0: words, then figures.

    ``carried`` says which lines hold nothing but words that carry on those of the line above.
    """

    words: list[Words]
    values: list[tuple[tuple[int, Value], ...]]
    confidences: list[float]
    carried: list[bool]
    columns: int = 0


def figures_behind(tails: Sequence[Tail]) -> int:
    """How many columns of figures stand behind words behind the first figures: none where a comma stands before them.

    "Acme Corp., 100" and "Peru, 60; Chile, 40" are words.
    """
    ends = [read_tail(tail.after) for tail in tails if tail.after]
    figured = [tail for tail in ends if tail.values and tail.label]
    if sum(tail.label.endswith(",") for tail in figured) > LISTED * len(figured):
        return 0
    return column_count(ends, ())


def behind(tails: Sequence[Tail], heads: Sequence[str], figures: int, markers: Collection[str]) -> Behind:
    """The columns behind the first figures: words under ``heads``, as many as the lines bear out, then ``figures``."""
    ends = [_read(tail.after, figures) for tail in tails]
    fitted = fit(ends, figures, markers)
    labels, carried = _carried([line.label for line in fitted], tails)
    words, sure, columns = _in_columns(labels, heads, [not on for on in carried])
    values = [tuple((columns + at, value) for at, value in line.values) for line in fitted]
    confidences = [min(line.confidence, one) for line, one in zip(fitted, sure, strict=True)]
    return Behind(words, values, confidences, carried, columns + figures)


def _read(text: str, figures: int) -> Tail:
    """The words and figures of what stands behind; a ditto mark stands for a figure where there are such."""
    tail = read_tail(text) if figures else Tail(text, ())
    if not figures or tail.values or not text.endswith(DITTOS):
        return tail
    words = text.split()
    return Tail(" ".join(words[:-1]), (Value(words[-1]),))


def _carried(labels: Sequence[str], tails: Sequence[Tail]) -> tuple[list[str], list[bool]]:
    """The words behind figures; a line without figures carries them on until they end as the others do."""
    out, carried, unfinished = [], [], False
    stops = any(label.endswith(".") for label in labels)
    for label, tail in zip(labels, tails, strict=True):
        on = unfinished and not (label or tail.after or tail.values or tail.label.endswith(":"))
        out.append(tail.label if on else label)
        carried.append(on and bool(tail.label))
        open_end = not out[-1].endswith((".", ":")) if stops else out[-1].endswith((",", ";"))
        unfinished = bool(out[-1]) and open_end
    return out, carried


def _in_columns(
    labels: Sequence[str], heads: Sequence[str], whole: Sequence[bool]
) -> tuple[list[Words], list[float], int]:
    """Each line's words by column, how sure that is, and how many columns there are."""
    one: list[Words] = [((0, label),) if label else () for label in labels]
    if len(heads) < 2:
        return one, [1.0] * len(labels), 1
    roles = roles_of(heads, "")
    chosen = [at for at, label in enumerate(labels) if label and whole[at]]
    cuts = dict(zip(chosen, cut_lines([labels[at] for at in chosen], roles), strict=True))
    if not borne_out(cuts.values(), roles):
        return one, [1.0] * len(labels), 1
    words = [
        tuple((column, cell) for column, cell in enumerate(cuts[at].cells) if cell) if at in cuts else one[at]
        for at in range(len(labels))
    ]
    return words, [cuts[at].confidence if at in cuts else 1.0 for at in range(len(labels))], len(roles)
