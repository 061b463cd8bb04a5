"""The rule each figure of a paragraph is stated by, and figures that are capacities since one beside them is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.prose.figure import Figure, cue
from pipeline.prose.rules import RULES, Rule, output_changed

# Between weights that are no rates: "rose to 23.4 Mt in 2016 from 22.4 Mt".
BARE_LINK = re.compile(r"^(?: \(\w+\))?(?: (?:of )?[A-Z]\w*)?(?: in \d{4})?(?:, [\w ]+)? (?:from|to) (?:about )?$")
BARE_LIST = re.compile(r"^ of [\w -]{2,60}(?:,|,? and) (?:about )?$")  # "capacities of 7,000 t of tin, 4,000 t of zinc"
MORE_THAN = re.compile(r" (?:more|less|higher|lower) than\b")  # only by how much a figure differs
LINK = re.compile(
    r"^(?:[^;.]|\.\d){0,80}?\b(?:and|or|from|to|then|including|of which)"
    r"(?: (?:about|approximately|an?|another|additional|up to|nearly|almost|from))*\s*$"
    r"|^,? (?:of [\w -]+ )?\($|^(?: of [\w -]+)?, $"
    r"|^(?: of [\w -]+)?; (?:and )?(?:[^;.,]|\.(?=[ ’])){3,80}, $"  # "Alto’s mine, 20 t/yr; and Corin Inc.’s, 30 t/yr"
)
COORDINATE = Rule("coordinate", lambda figure: False)


def matching(figures: Sequence[Figure]) -> list[Rule | None]:
    """The rule each of a paragraph's figures is stated by, null for none.

    A rate that a sentence joins to a capacity is one too ("from 95,000 t/yr", "or 15,000 t/yr of contained lithium").
    """
    found = [next((rule for rule in RULES if rule.holds(figure)), None) for figure in figures]
    for n in range(len(figures)):
        if found[n] is None and _joined(figures, found, n):
            found[n] = COORDINATE
    return [None if MORE_THAN.match(figure.right) else rule for figure, rule in zip(figures, found, strict=True)]


def _listed(between: str, second: Figure) -> bool:
    """Whether weights stand in a list of capacities: "of 7,000 t of tin, 4,000 t of zinc", "5 t and 7 t, in turn"."""
    in_turn = between in (" and ", ", and ", ", ") and "respectively" in second.right
    return in_turn or BARE_LIST.match(between) is not None


def _joined(figures: Sequence[Figure], found: Sequence[Rule | None], n: int) -> bool:
    figure = figures[n]
    for m in (n - 1, n + 1):
        if 0 <= m < len(figures) and found[m] and not output_changed(figure) and figures[m].sentence == figure.sentence:
            first, second = sorted((figures[m].quantity, figure.quantity), key=lambda quantity: quantity.start)
            between = figure.text[first.end : second.start]
            link = LINK if figure.quantity.period else BARE_LINK
            alike = first.period == second.period or (second.period is None and BARE_LINK.match(between))
            alike = alike or (between == " (" and bool(second.period))  # "the 90-t/d (30,000-t/yr) plant"
            row = second.period is None and "capacit" in figure.left and _listed(between, figures[max(m, n)])
            if alike and first.unit == second.unit and (row or link.match(between)):
                return not cue("other_before").search(between) and not cue("other_after").search(figure.right[:40])
    return False
