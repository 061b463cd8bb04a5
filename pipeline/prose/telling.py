"""The words of status in a text, and which of them counts for a figure between two parts of it."""

from __future__ import annotations

import re

from pipeline.prose.figure import cue

# A capacity that is only going to be closed is there in the year.
STATES = {"planned": "planned", "closed": "closed", "completed": "operating", "closing": "operating"}
AFTER = 25  # a word after the figure counts as if it stood so many characters farther off
COMING = re.compile(
    r"\b(?:would|will|to|being|be|(?:expected|scheduled|planned|yet) to(?: be)?)(?: \w+)? $"
    r"|\b(?:set|ready|due|slated|scheduled) for (?:\w+ )?$"
    r"|\b(?:[Oo]nce|[Ww]hen|[Uu]ntil) (?:[\w’-]+ ){0,4}$"
)
BRACKET = re.compile(r"\([^()]*\)|^[^()]*\)")
DONE = re.compile(
    r"(?<!partially )(?<!partly )(?<!nearly )(?<!% )(?<!percent )"
    r"\b(?:completed|commissioned|started (?:commercial )?production|finished)\b"
)
WHEN = re.compile(
    r"\b(?:[Oo]nce|[Ww]hen|[Aa]fter|[Uu]ntil) (?:[\w’-]+ ){0,5}?"
    r"(?:(?:was|were|is|are|had been) )?(?:fully )?complete\w*"
)
STUDY = re.compile(
    r"\b(?:would|will|to) be completed|expected|scheduled|study"
    r"|\b(?:[Ee]ngineering|[Dd]esign|[Pp]ermitting|[Dd]rilling|[Ff]inancing)\b[^.;]{0,60} (?:was|were) completed"
    r"|completed (?:an? |the |its )?(?:[\w-]+ )*?(?:(?:pre)?feasib|design\b|drilling|permitting|planning)"
)


def nearest(left: str, right: str) -> str | None:
    """The status by the word of status nearest to the figure; what a plan is to complete is not completed."""
    left = BRACKET.sub(lambda bracket: " " * len(bracket[0]), left)
    found = [(len(left) - end, name) for _, end, name in told(left)]
    found += [(start + AFTER, name) for start, _, name in told(right)]
    if _done(left + right):
        found = [(distance, name) for distance, name in found if name != "planned"]
    return min(found)[1] if found else None


def told(text: str) -> list[tuple[int, int, str]]:
    """The words of status in ``text`` (start, end, status), none that is part of a longer one: "would be closed"."""
    found = [
        (at.start(), at.end(), name)
        for state, name in STATES.items()
        for at in cue("status", state).finditer(text)
        if not to_come(at, state)
    ]
    return [
        (start, end, name)
        for start, end, name in found
        if not any(first <= start and end <= last and last - first > end - start for first, last, _ in found)
    ]


def to_come(found: re.Match[str], state: str) -> bool:
    """Whether a word of completion is part of a plan: "being expanded", "expected to be completed"."""
    return state == "completed" and COMING.search(found.string[max(0, found.start() - 30) : found.start()]) is not None


def _done(text: str) -> bool:
    """Whether what the clause calls construction or expansion has been completed, not expected to be."""
    return DONE.search(WHEN.sub("", text)) is not None and STUDY.search(text) is None
