"""The text columns left of a dump's figures: the stub alone, with a column of units, or several columns of words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.knowledge.data import read_yaml
from pipeline.sources.dump_codes import coded
from pipeline.sources.dump_heads import HeadLine, pieces, split_line, units_of
from pipeline.sources.dump_marks import strip_marks
from pipeline.sources.dump_values import is_total
from pipeline.sources.dump_words import Cut, carried_on, cut_lines, role_of

MOST_TEXTS = 6
STUB_ROLES = ("rank", "code", "country", "company")
STRONG = 1.0  # a cut's score a column that speaks for columns
BORNE_OUT = 0.5  # of the lines, whose cut must be strong
_PRICE = re.compile(r"^(?:(?:U\.S\. )?dollars per|cents per|[$¢])")
_PLAIN = re.compile(r"^(?:(?:thousand|million) )?(?:metric tons|kilograms|carats|troy ounces)$")
_DITTO = re.compile(r"^do\.", re.IGNORECASE)
NOT_BORNE_OUT = 0.55  # of lines left whole under heads that name several text columns
UNITS_SEEN = 2  # lines that end in a unit, one of them a ditto or two alike, before there is a column of units


@dataclass(frozen=True, slots=True)
class Stubs:
    """Each line's text cells by physical column, how sure they are, how many text columns there are, their roles."""

    rows: list[tuple[tuple[int, str], ...]]
    confidences: list[float]
    columns: int
    roles: tuple[str, ...]


def split_stubs(
    labels: Sequence[str],
    figured: Sequence[bool],
    heads: Sequence[HeadLine],
    figures: int,
    markers: Collection[str],
    columns: Sequence[str] = (),
) -> Stubs:
    """Text columns of the body's lines; ``figured`` says which of them have figures.

    ``columns`` are the heads of text columns by all lines of the head, to be tried where its last line leaves none.
    """
    named = columns if len(columns) > 1 and not any(figured) else text_heads(heads, figures)
    units = bool(figures) and has_units(labels, figured, markers)
    if units and not any(map(role_of, (*named[1:], *columns[1:]))):
        return Stubs([_with_unit(label, markers) for label in labels], [1.0] * len(labels), 2, ("stub", "unit"))
    if named and (found := _in_columns(labels, figured, named)):
        return found
    if len(columns) > 1 and (found := _in_columns(labels, figured, columns)):
        return found
    if figures and (beside := coded(labels, figured)):
        return Stubs(beside[0], [1.0] * len(labels), len(beside[1]), beside[1])
    sure = [NOT_BORNE_OUT if named and has else 1.0 for has in figured]
    if units:
        return Stubs([_with_unit(label, markers) for label in labels], sure, 2, ("stub", "unit"))
    return Stubs([((0, label),) if label else () for label in labels], sure, 1, ("stub",))


def text_heads(heads: Sequence[HeadLine], figures: int) -> tuple[str, ...]:
    """The last head line's pieces over several text columns; none for a stub alone."""
    if not heads:
        return ()
    found = pieces(units_of(heads[-1].words))
    roles = [role_of(piece) for piece in found]
    named = [at for at, role in enumerate(roles) if role]
    over, _ = split_line(units_of(heads[-1].words), MOST_TEXTS, figures, True)
    if len(named) >= 2 and len(found) <= figures + named[-1] and figures == 1 and named[-1] == len(found) - 1:
        last, _, word = found[-1].rpartition(" ")
        if last and word[:1].islower():
            return (*found[:-1], last)
        return tuple(found)
    return tuple(over) if len(over) >= 2 else ()


def roles_of(heads: Sequence[str], stub: str = "stub") -> list[str]:
    """What columns of words hold by their heads; in the ``stub`` only what is of one kind says so."""
    found = [role_of(head) or "words" for head in heads]
    if stub and found[0] not in STUB_ROLES:
        found[0] = stub
    return found


def borne_out(cuts: Collection[Cut], roles: Sequence[str]) -> bool:
    """Whether lines cut into columns read well enough for there to be such columns."""
    strong = sum(cut.score >= STRONG * (len(roles) - 1) for cut in cuts)
    return bool(cuts) and strong >= BORNE_OUT * len(cuts)


def _in_columns(labels: Sequence[str], figured: Sequence[bool], heads: Sequence[str]) -> Stubs | None:
    """Lines cut into the columns that the heads name, unless the lines with figures do not bear it out."""
    roles = roles_of(heads)
    if "rank" in roles[1:]:
        return None
    chosen = [at for at, has in enumerate(figured) if has and labels[at] and not is_total(labels[at])]
    if not any(figured):
        chosen = [at for at, label in enumerate(labels) if label and not label.endswith(":")]
    cuts = dict(zip(chosen, cut_lines([labels[at] for at in chosen], roles), strict=True))
    if not borne_out(cuts.values(), roles):
        return None
    rows, sure = [], []
    above: tuple[str, ...] = ()
    for at, label in enumerate(labels):
        cut = cuts.get(at)
        cells = cut.cells if cut else carried_on(label, above, roles) if above and not figured[at] else (label,)
        above = cells if cut else above if not label.endswith(":") else ()
        if roles[0] == "code" and figured[at] and not cut:
            cells = ("", *cells)  # a total has no code
        rows.append(tuple((column, text) for column, text in enumerate(cells) if text))
        sure.append(cut.confidence if cut else 1.0)
    return Stubs(rows, sure, len(roles), tuple(roles))


def has_units(labels: Sequence[str], figured: Sequence[bool], markers: Collection[str]) -> bool:
    """True where lines with figures end in units, a ditto mark among them or several."""
    found = [
        unit for label, has in zip(labels, figured, strict=True) if has and (unit := split_unit(label, markers)[1])
    ]
    if any(_PRICE.match(unit) or _PLAIN.match(unit) for unit in found):
        return True
    return len(found) >= UNITS_SEEN and (any(_DITTO.match(unit) for unit in found) or len(found) > UNITS_SEEN)


def split_unit(label: str, markers: Collection[str]) -> tuple[str, str]:
    """A label and the unit it ends in, "" where it ends in none."""
    match = _pattern().search(strip_marks(label, markers)[0] if label[-1:].isdigit() else label)
    if not match or not label[: match.start()].strip() or label[: match.start()].rstrip().endswith((",", "(", " per")):
        return label, ""
    if label[: match.start()].strip().lower() == "per":
        return label, ""
    return label[: match.start()].strip(), label[match.start() :].strip()


def _with_unit(label: str, markers: Collection[str]) -> tuple[tuple[int, str], ...]:
    stub, unit = split_unit(label, markers)
    return tuple((at, text) for at, text in ((0, stub), (1, unit)) if text)


@cache
def _pattern() -> re.Pattern[str]:
    units = read_yaml("pipeline.sources", "dump_units.yaml")["units"]
    return re.compile(r"(?<=\s)(?:" + "|".join(units) + r")$")
