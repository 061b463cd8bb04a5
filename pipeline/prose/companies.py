"""Company names in running text: by their legal form, and the short forms a chapter goes on to use for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.knowledge import countries
from pipeline.knowledge.companies import bare_form, body_words, dotted_forms, legal_prefixes, legal_suffixes
from pipeline.prose.words import names

if TYPE_CHECKING:
    from spacy.tokens import Doc

WORKS = ("Mine", "Mines", "Smelter", "Refinery", "Plant", "Complex", "Project")  # "the Ostra Mine of Alto Corp."
NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven")  # part of a name only after another word of it
CAPITAL = re.compile(r"[A-ZÀ-ÞĀ-Ž]|\d+[A-Z]|[a-z]{1,2}[A-Z]")


def company_spans(doc: Doc) -> list[tuple[int, int]]:
    """Companies named with a legal form or a word like "Group", as token ranges [start, end), none inside another."""
    words = [token.text for token in doc]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        span = _ending(words, at, found[-1][1] if found else 0) or _beginning(words, at)
        if span:
            if found and span[0] < found[-1][1]:
                span = (found.pop()[0], span[1])
            found.append(span)
        at = span[1] if span else at + 1
    return found


def short_forms(name: str) -> Iterator[str]:
    """What a chapter may call the company ``name`` once it is named: its first words, or the word in capitals in it."""
    words = _bare(name)
    for n in range(len(words), 0, -1):
        form = " ".join(words[:n]).rstrip(",")
        if form != name and _stands_alone(words[:n], form):
            yield form
    yield from (word for word in words[1:] if re.fullmatch(r"[A-Z]{4,}", word) and word not in legal_suffixes())


def bare_name(name: str) -> str:
    """``name`` without its legal forms."""
    return " ".join(_bare(name))


def _bare(name: str) -> list[str]:
    words = [word.rstrip(",") for word in name.split()]
    while len(words) > 1 and (_is_suffix(words[-1:]) or _is_suffix(words[-2:]) or words[-1] in ("de", "&")):
        words.pop()
    while len(words) > 1 and ((words[0] in legal_prefixes() and len(words[0]) < 6) or words[0] == "The"):
        words.pop(0)
    return words


def _is_suffix(words: Sequence[str]) -> bool:
    return " ".join(map(bare_form, words)) in legal_suffixes()


def _stands_alone(words: Sequence[str], form: str) -> bool:
    lists = names()
    if words[-1] in lists["joiners"] or countries.lookup(form) or form in lists["divisions"]:
        return False
    if len(words) > 1:
        return not all(word in lists["not_short"] or countries.lookup(word) for word in words)
    known = lists["not_short"] | lists["openers"] | lists["months"] | lists["not_places"] | lists["business"]
    return len(form) > 2 and form not in known and CAPITAL.match(form) is not None


def _ending(words: Sequence[str], at: int, floor: int) -> tuple[int, int] | None:
    """The name that the legal form or body word at ``at`` ends."""
    if not _is_form(words, at) or _begins_next(words, at):
        return None
    start = _left(words, at, floor)
    if start == at or (words[start : at + 1][-1] in body_words() and not _is_body_name(words[start : at + 1])):
        return None
    return start, _right(words, at + 1)


def _begins_next(words: Sequence[str], at: int) -> bool:
    """Whether the form after a comma begins a name of its own: "In Perm, PJSC Alto"."""
    after = words[at + 1] if at + 1 < len(words) else ""
    comma = at > 1 and words[at - 1] == "," and bare_form(words[at - 2]) not in legal_suffixes()
    return comma and words[at] in legal_prefixes() and CAPITAL.match(after) is not None


def _is_form(words: Sequence[str], at: int) -> bool:
    word = words[at]
    form = bare_form(word)
    if word in body_words() or word in ("Company", "Corporation"):
        after = words[at + 1] if at + 1 < len(words) else ""
        return not CAPITAL.match(after) or bare_form(after) in legal_suffixes()
    if at and words[at - 1] == "," and countries.lookup_state(word):
        return False
    return (
        form in legal_suffixes() and word not in dotted_forms() and (word[0].isupper() or form == "plc" or "." in form)
    )


def _is_body_name(words: Sequence[str]) -> bool:
    """Whether a name that ends in "Group" and the like is a company's: two capitalised words or more, no authority."""
    lists = names()
    vague = lists["not_short"] | lists["business"] | lists["not_places"]
    enough = len(words) > 2 or (len(words) == 2 and words[0] not in vague)
    return enough and not lists["not_companies"] & set(words)


def _left(words: Sequence[str], at: int, floor: int) -> int:
    """Where the name that goes on at ``at`` begins; not before ``floor``."""
    start = at
    while start > floor:
        step = _step(words, start, at, floor)
        if not step:
            break
        start -= step
    while start < at and _no_start(words, start):
        start += 1
    return start


def _no_start(words: Sequence[str], start: int) -> bool:
    lists = names()
    word = words[start]
    sentence_start = start == 0 or words[start - 1] in (".", "—", "”", ";", ":")
    return (
        word in lists["joiners"]
        or word in "-–&,/"
        or (word != "U.S." and word.rstrip(".") in lists["openers"])
        or (word == "The" and sentence_start)
    )


def _step(words: Sequence[str], start: int, at: int, floor: int) -> int:
    """How many words to the left of ``start`` belong to the name as well: none, one, or a bracket's."""
    lists = names()
    word, left = words[start - 1], words[start - 2] if start - 2 >= floor else ""
    if word == "U.S.":
        return int(words[start] not in lists["openers"])
    if word in NUMBERS and CAPITAL.match(left) and left not in lists["openers"]:
        return 1
    if word.rstrip(".") in lists["openers"] or (word in lists["months"] and left in ("In", "in", "On", "on", "of")):
        return 0
    if CAPITAL.match(word):
        return 1
    if word.isdigit() and len(word) < 4 and CAPITAL.match(left) and left not in lists["months"]:
        return 1
    if word in ("-", "&", "/") and CAPITAL.match(left):
        return 1
    if word == "," and _is_form(words, start) and CAPITAL.match(left):
        return 1
    if word == "and":
        return int(bool(CAPITAL.match(left)) and _goes_on(words, start, at, left))
    if word == "for" and left not in lists["business"] | lists["not_short"]:
        return 0
    if word in lists["joiners"] and left and CAPITAL.match(left):
        return int(not (word == "of" and left in WORKS))
    return _bracket(words, start, floor) if word == ")" else 0


def _goes_on(words: Sequence[str], start: int, at: int, left: str) -> bool:
    """Whether the words after "and" are kinds of business, so that "Mining and Smelting Co." is one name."""
    if bare_form(left) in legal_suffixes():
        return False
    if words[start] in names()["not_places"]:
        return False  # "Alto and Russian Platinum LLC" are two
    rest = [word for word in words[start:at] if CAPITAL.match(word) and bare_form(word) not in legal_suffixes()]
    return all(word in names()["business"] | names()["not_short"] for word in rest) and (
        bool(rest) or words[at] in ("Sons", "Company")
    )


def _bracket(words: Sequence[str], start: int, floor: int) -> int:
    """The words of a bracket inside a name: "Huaxi (China Tin) Group Co.", none where it holds anything else."""
    for back in (3, 4, 5):
        opening = start - back
        if opening <= floor:
            return 0
        if words[opening] == "(":
            inside = words[opening + 1 : start - 1]
            proper = all(CAPITAL.match(word) for word in inside) and CAPITAL.match(words[opening - 1])
            return back if proper and bare_form(words[opening - 1]) not in legal_suffixes() else 0
    return 0


def _right(words: Sequence[str], end: int) -> int:
    """Where the name ends whose legal form ends at ``end``: further forms ("Co., Ltd.", "S.A. de C.V."), a land."""
    while end < len(words):
        after = words[end + 1] if end + 1 < len(words) else ""
        if bare_form(words[end]) in legal_suffixes() and words[end][0].isupper():
            end += 1
        elif _joins(words[end], after):
            end += 2
        else:
            break
    return end


def _joins(word: str, after: str) -> bool:
    """Whether ``word`` leads from a legal form to more of the name: ", Ltd.", "& Co.", "de C.V.", "of America"."""
    form = bare_form(after)
    further = {",": form in legal_suffixes(), "&": form in ("Co", "Cie"), "de": form in ("CV", "RL")}
    return further.get(word, word == "of" and _is_land(after))


def _is_land(word: str) -> bool:
    return word == "America" or countries.lookup(word) is not None or word in names()["divisions"]


def _beginning(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The name that a legal form before it begins: "PT Timur Raya", "JSC Dalur"."""
    if words[at] not in legal_prefixes():
        return None
    end, joiners = at + 1, (names()["joiners"] | {"-"}) - {"and", "of", "for"}
    while end < len(words):
        goes_on = words[end] in joiners and CAPITAL.match("".join(words[end + 1 : end + 2]))
        if not (goes_on or CAPITAL.match(words[end])):
            break
        end += 1
    return (at, _right(words, end)) if end > at + 1 else None
