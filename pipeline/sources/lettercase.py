"""Letter case repaired: some chapters are set in a font that prints the capitals D, M, N and U as small letters.

Most of these capitals are lost ("united States", "LCds"), a few are left, every other letter is right. A chapter is
looked at as a whole first; one whose sentences begin as they should comes out as it went in. In a damaged one each word
that may have lost capitals gets the form that its neighbours, the chapter's other words, its tables and general
knowledge of words make the likeliest (`pipeline.sources.casemodel`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.records import Block
from pipeline.sources.caseevidence import Evidence
from pipeline.sources.casefeatures import Context, context
from pipeline.sources.casemodel import CaseModel, load
from pipeline.sources.casewords import LOST, LOWERED, Word, words

DAMAGED_SHARE = 0.5
LEAST_SIGNS = 2
SURE = re.compile(r"\b(?:[uU]\.S\.|[uU]nited (?:States|Kingdom)|(?:[nN]ov|[dD]ec)ember \d|[nN]ew (?:York|Zealand))")
LISTS = re.compile(r"references?(?: cited)?$|general sources of information$", re.IGNORECASE)


def repair(blocks: Sequence[Block], clean: Iterable[str]) -> list[Block]:
    """The blocks with their letter case repaired and ``letters_repaired`` set; those of a clean chapter as they are.

    ``clean`` are strings of the same chapter that another font prints, with their right case: the cells of its tables.
    """
    texts = [block.text for block in blocks]
    found = [words(text) for text in texts]
    if not _is_damaged(texts, found):
        return list(blocks)
    repaired = _repair_texts(texts, found, clean, load())
    return [
        replace(block, text=text, letters_repaired=sum(a != b for a, b in zip(block.text, text, strict=True)))
        for block, text in zip(blocks, repaired, strict=True)
    ]


def is_damaged(texts: Sequence[str]) -> bool:
    """Whether the font of a chapter's prose has lost capitals: more of its sentences, and of some names that all
    chapters have, begin with one of these letters small than large.
    """
    return _is_damaged(texts, [words(text) for text in texts])


def _is_damaged(texts: Sequence[str], found: Sequence[Sequence[Word]]) -> bool:
    small = large = 0
    for text, text_words in zip(texts, found, strict=True):
        for sign in SURE.finditer(text):
            small, large = small + sign[0][0].islower(), large + sign[0][0].isupper()
        for before, word in pairwise(text_words):
            if word.before in (". ", "). ") and len(before.text) > 3 and before.text.islower():
                small, large = small + (word.text[0] in LOWERED), large + (word.text[0] in LOST)
    return small >= LEAST_SIGNS and small > DAMAGED_SHARE * (small + large)


def _repair_texts(
    texts: Sequence[str], found: Sequence[Sequence[Word]], clean: Iterable[str], model: CaseModel
) -> list[str]:
    evidence = Evidence(found, clean)
    contexts = _contexts(texts, found, model)
    repaired = []
    for text, here, forms in zip(texts, contexts, model.repair(contexts, evidence), strict=True):
        repaired.append(_capitals(_replaced(text, here.words, forms)))
    return repaired


def _contexts(texts: Sequence[str], found: Sequence[Sequence[Word]], model: CaseModel) -> list[Context]:
    contexts, cited = [], False
    for text, text_words in zip(texts, found, strict=True):
        cited = cited or bool(LISTS.match(text))
        contexts.append(context(text, text_words, model.words, cited))
    return contexts


def _replaced(text: str, text_words: Sequence[Word], forms: dict[int, str]) -> str:
    parts, end = [], 0
    for index, form in sorted(forms.items()):
        start = text_words[index].start
        parts += [text[end:start], form]
        end = start + len(form)
    return "".join([*parts, text[end:]])


def _capitals(text: str) -> str:
    """A text in capitals but for the lost ones in capitals altogether ("IndIum [AdVAnCE RELEASE]")."""
    others = [char for char in text if char.isalpha() and char not in LOWERED]
    return text.upper() if others and len(text) > 3 and all(char.isupper() for char in others) else text
