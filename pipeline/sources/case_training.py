"""How the word list and the weights of the letter-case model are made; no part of a run.

    python -m pipeline.sources.case_training PROSE DUMPS --without indium --without myb1-2017-nitro

PROSE holds correct prose, a paragraph a line, DUMPS the same chapters as text dumps (of which the tables are taken as
clean strings); both by the same file names. The damage is put into the prose anew. A word is learned where two
commodities use it, so that no chapter's own words are. ``--without`` leaves out a commodity (its slug) or a file.

What is published with the project was learned from chapters of 2016 to 2018, indium and the commodities and chapters
that its accuracy is measured on left out.
"""

from __future__ import annotations

import argparse
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.sources.caseevidence import Evidence
from pipeline.sources.casefeatures import KEPT_SHARE, Neighbours, context, context_features, form_features
from pipeline.sources.caselexicon import WORDS_FILE, Usage, WordList, read_names, read_ordinary
from pipeline.sources.casemodel import KINDS, WEIGHTS_FILE, CaseModel, open_forms
from pipeline.sources.casewords import LOST, LOWERED, words
from pipeline.sources.identify import gather, identify
from pipeline.sources.paragraphs import RUNNING_HEAD

COMMODITIES = 2  # that use a word, for it to be learned
OCCURRENCES = 4  # of a feature
EPOCHS = 8
RATE = 0.15
SPARSITY = 0.01
LEAST_GRADIENT = 0.001
LEAST_WEIGHT = 0.15
HEADING = re.compile(r"[^.!?:)]{1,90}")
LISTS = re.compile(r"references?(?: cited)?$|general sources of information$", re.IGNORECASE)


@dataclass(frozen=True)
class Chapter:
    """A clean chapter: its commodity, its paragraphs, the strings of its tables."""

    commodity: str
    paragraphs: Sequence[str]
    tables: Sequence[str]


@dataclass(frozen=True)
class Vocabulary:
    """Counts of words by commodity."""

    capital: Mapping[str, Counter[str]]
    small: Mapping[str, Counter[str]]
    users: Mapping[str, set[str]]
    forms: Mapping[str, Mapping[str, set[str]]]

    def without(self, commodity: str | None) -> dict[str, Usage]:
        """The word list as it would be had the commodity not been there."""
        met = {}
        for key, users in self.users.items():
            if len(users - {commodity}) < COMMODITIES:
                continue
            capital, small = self.capital.get(key, Counter()), self.small.get(key, Counter())
            forms = tuple(
                sorted(f for f, by in self.forms.get(key, {}).items() if len(by - {commodity}) >= COMMODITIES)
            )
            less = commodity or ""
            met[key] = Usage(capital.total() - capital[less], small.total() - small[less], forms)
        return met


def count_words(chapters: Iterable[Chapter]) -> Vocabulary:
    """The words that hold one of the letters where they may be lost."""
    capital: dict[str, Counter[str]] = defaultdict(Counter)
    small: dict[str, Counter[str]] = defaultdict(Counter)
    users: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for chapter in chapters:
        for paragraph in chapter.paragraphs:
            for index, word in enumerate(words(paragraph)):
                key = word.text.lower()
                inner = any(char in LOST for char in word.text[1:])
                if key[0] not in LOWERED and not inner:
                    continue
                users[key].add(chapter.commodity)
                if index and word.before in (" ", "-", ", ", "’") and not word.address:
                    (capital if word.text[0].isupper() else small)[key][chapter.commodity] += 1
                if inner and len(word.text) > 1:
                    forms[key][word.text].add(chapter.commodity)
    return Vocabulary(capital, small, users, forms)


def damage(text: str, rng: random.Random) -> str:
    """The text as the damaged font prints it: some of the capitals D, M, N, U are left."""
    return "".join(c.lower() if c in LOST and rng.random() > KEPT_SHARE else c for c in text)


Example = tuple[list[str], list[tuple[int, list[str]]], int]
Row = tuple[list[int], list[tuple[int, list[int]]], int]


def examples(chapter: Chapter, lexicon: WordList, rng: random.Random) -> Iterator[Example]:
    """For each open word of the chapter, damaged: features of its place; of each form, with its kind; the right one."""
    texts = [p if HEADING.fullmatch(p) else damage(p, rng) for p in chapter.paragraphs]
    found = [words(text) for text in texts]
    evidence = Evidence(found, chapter.tables)
    cited = False
    for right, text, here_words in zip(chapter.paragraphs, texts, found, strict=True):
        cited = cited or bool(LISTS.match(text.strip()))
        here = context(text, here_words, lexicon, cited)
        before = Neighbours()
        for index, word in enumerate(here_words):
            true = right[word.start : word.start + len(word.text)]
            forms = open_forms(here, index, lexicon, evidence)
            if true in forms.values():
                shared = context_features(here, index, before, lexicon)
                own = [
                    (KINDS.index(kind[0]), form_features(form, here, index, before, lexicon, evidence))
                    for kind, form in forms.items()
                ]
                yield shared, own, list(forms.values()).index(true)
            before = Neighbours(true, before.one)


def learn(chapters: Sequence[Chapter], seed: int = 1) -> CaseModel:
    """A model of the chapters; each is learned from with the words that the other commodities use."""
    rng = random.Random(seed)
    vocabulary, names, ordinary = count_words(chapters), read_names(), read_ordinary()
    views = {c: WordList(vocabulary.without(c), names, ordinary) for c in {chapter.commodity for chapter in chapters}}
    data = [example for chapter in chapters for example in examples(chapter, views[chapter.commodity], rng)]
    ids = _numbered(data)
    rows = [
        (_ids(shared, ids), [(kind, _ids(own, ids)) for kind, own in forms], right) for shared, forms, right in data
    ]
    weights = _descended(rows, len(ids), rng)
    named = {feature: _rounded(weights[number]) for feature, number in ids.items()}
    words_known = WordList(vocabulary.without(None), names, ordinary)
    return CaseModel(words_known, {feature: found for feature, found in named.items() if any(found)})


def _rounded(weights: Sequence[float]) -> tuple[float, float, float, float]:
    keep, capital, acronym, other = (round(weight, 2) if abs(weight) >= LEAST_WEIGHT else 0.0 for weight in weights)
    return keep, capital, acronym, other


def _numbered(data: Iterable[Example]) -> dict[str, int]:
    """The features that occur often enough, numbered."""
    counts: Counter[str] = Counter()
    for shared, forms, _ in data:
        counts.update(shared)
        for _, own in forms:
            counts.update(own)
    return {feature: n for n, feature in enumerate(f for f, count in counts.items() if count >= OCCURRENCES)}


def _ids(features: Iterable[str], ids: Mapping[str, int]) -> list[int]:
    return [ids[feature] for feature in features if feature in ids]


def _descended(rows: list[Row], size: int, rng: random.Random) -> list[list[float]]:
    """Weights by stochastic gradient descent, a step size a weight (AdaGrad), with an L1 penalty.

    A place's own features weigh for the kinds but K, which they are measured against.
    """
    weights = [[0.0] * len(KINDS) for _ in range(size)]
    squares = [[0.01] * len(KINDS) for _ in range(size)]
    for _ in range(EPOCHS):
        rng.shuffle(rows)
        for shared, forms, right in rows:
            columns = [(kind, own + shared if kind else own) for kind, own in forms]
            scores = [sum([weights[f][kind] for f in features]) for kind, features in columns]
            powers = [math.exp(score - max(scores)) for score in scores]
            total = sum(powers)
            for n, (kind, features) in enumerate(columns):
                _step(weights, squares, kind, features, powers[n] / total - (n == right))
    return weights


def _step(
    weights: list[list[float]], squares: list[list[float]], kind: int, features: Iterable[int], gradient: float
) -> None:
    if abs(gradient) < LEAST_GRADIENT:
        return
    for feature in features:
        squares[feature][kind] += gradient * gradient
        step = RATE / math.sqrt(squares[feature][kind])
        value = weights[feature][kind] - step * gradient
        weights[feature][kind] = math.copysign(max(0.0, abs(value) - step * SPARSITY), value)


def chapters_of(prose: Path, dumps: Path, without: Sequence[str]) -> list[Chapter]:
    """The chapters of two folders, without those of the commodities, or with the file names, that are to be left out.

    The commodity is read from the dump.
    """
    found = []
    for path in sorted(prose.glob("*.txt")):
        dump = dumps / path.name
        if path.stem in without or not dump.exists():
            continue
        lines = dump.read_text(encoding="utf-8").splitlines()
        commodity = identify(gather(lines)).commodity
        if commodity not in without:
            paragraphs = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            found.append(Chapter(commodity, paragraphs, _tables(lines, paragraphs)))
    return found


def _tables(lines: Sequence[str], paragraphs: Sequence[str]) -> list[str]:
    """The lines of a dump after the last of its prose."""
    end = re.sub(r"\W", "", "".join(paragraphs)[-400:]).lower()[-100:]
    passed = ""
    for number, line in enumerate(lines):
        if RUNNING_HEAD.fullmatch(line.strip()):
            continue
        passed = (passed + re.sub(r"\W", "", line).lower())[-500:]
        if end in passed:
            return [line for line in lines[number + 1 :] if line.strip() and not RUNNING_HEAD.fullmatch(line.strip())]
    return []


def write(model: CaseModel, folder: Path) -> None:
    """The word file and the weight file of a model."""
    met = sorted(model.words.met.items())
    lines = [" ".join([key, str(use.capital), str(use.small), *use.forms]) for key, use in met]
    (folder / WORDS_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = []
    for feature, weights in sorted(model.weights.items()):
        rows.append(feature + "\t" + ",".join(str(round(100 * w)) if w else "" for w in weights))
    (folder / WEIGHTS_FILE).write_text("\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    """The command line of the module's head."""
    parser = argparse.ArgumentParser(description="Make the word list and the weights of the letter-case model.")
    parser.add_argument("prose", type=Path)
    parser.add_argument("dumps", type=Path)
    parser.add_argument("--without", action="append", default=[], metavar="NAME")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    arguments = parser.parse_args()
    write(learn(chapters_of(arguments.prose, arguments.dumps, arguments.without)), arguments.out)


if __name__ == "__main__":
    main()
