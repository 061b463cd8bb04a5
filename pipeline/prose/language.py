"""The spaCy pipeline of the prose stage. Only this module imports spaCy, and only when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.knowledge.companies import abbreviated_forms, written_forms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc


@lru_cache(maxsize=1)
def nlp() -> Language:
    """English tokens and nothing else: no statistical model is needed, and none is downloaded."""
    import spacy

    english = spacy.blank("en")
    tokenizer: Any = english.tokenizer
    for form in [*(f"{form}." for form in abbreviated_forms()), *written_forms()]:
        if " " not in form:
            tokenizer.add_special_case(form, [{"ORTH": form}])  # else "Pvt." and "A/S" fall apart
    return english


def tokens(text: str) -> Doc:
    """``text`` as tokens."""
    return nlp().make_doc(text)


def phrases(label: str, names: Iterable[str]) -> PhraseMatcher:
    """A matcher of ``names`` as they are written, under ``label``."""
    from spacy.matcher import PhraseMatcher

    matcher = PhraseMatcher(nlp().vocab)
    matcher.add(label, list(map(tokens, names)))
    return matcher
