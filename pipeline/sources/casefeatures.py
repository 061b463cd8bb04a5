"""What speaks for one form of a word or another: its neighbours, the chapter's other words, what is known of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.sources.caseevidence import Evidence
from pipeline.sources.caselexicon import WordList
from pipeline.sources.casewords import LOWERED, SMALL, Word, all_capitals, lowered

SUFFIXES = frozenset(["AB", "AG", "AS", "BV", "Co", "Company", "Corp", "GmbH", "Group", "Inc", "JSC", "KG", "LLC"])
SUFFIXES |= {"LP", "Limited", "Ltd", "OJSC", "PJSC", "PLC", "Plc", "Pty", "Pvt", "SA", "SE", "SpA", "plc"}
ABBREVIATIONS = frozenset(["co", "corp", "inc", "ltd", "st", "dr", "mr", "mrs", "ms", "jr", "sr", "dept", "univ", "mt"])
ABBREVIATIONS |= {"no", "nos", "p", "pp", "v", "vol", "vs", "ch", "pt", "fig", "figs", "ed", "eds"}
ABBREVIATIONS |= {"jan", "feb", "aug", "sept", "oct", "nov", "dec"}
DATED = re.compile(r", (?:\[?(?:19|20)\d\d[a-z]?\]?|\[?undated\]?[a-z]?), ")
STARTS = frozenset(["^", ". ", "). ", ".—", "T"])  # joints after which a sentence starts
KEPT_SHARE = 0.06  # of the lost letters' capitals, as far as a damaged font still prints them


@dataclass(slots=True)
class Context:
    """A text of the chapter: its words, and for each what the features ask again and again."""

    words: Sequence[Word]
    keys: list[str]
    lower: list[str]
    joints: list[str]
    usage: list[str]
    types: list[str]
    parts: list[str]
    nested: list[bool]


def context(text: str, found: Sequence[Word], lexicon: WordList, cited: bool) -> Context:
    """The context of a text's words; ``cited``: it stands in the references or source lists."""
    keys = [lowered(word.text) for word in found]
    lower = [key.lower() for key in keys]
    usage = [lexicon.usage(key) if key[0] in LOWERED else "" for key in lower]
    depth, nested = 0, []
    for word in found:
        depth = max(0, depth + word.before.count("(") - word.before.count(")"))
        nested.append(depth > 0)
    parts = _parts(text, found, cited)
    joints = [_joint(word.before, lower[i - 1] if i else "", i == 0) for i, word in enumerate(found)]
    if cited:  # where titles are, whose parts begin with capitals
        joints = ["—c" if joint == "—" else joint for joint in joints]
    if "t" in parts:
        _mark_title(joints, parts.index("t"))
    types = [next_type(word.text, use) for word, use in zip(found, usage, strict=True)]
    return Context(found, keys, lower, joints, usage, types, parts, nested)


def _mark_title(joints: list[str], year: int) -> None:
    """The title of a reference begins after its year."""
    if year + 1 < len(joints):
        joints[year + 1] = "T"


def _parts(text: str, found: Sequence[Word], cited: bool) -> list[str]:
    """Where in a reference each word stands: a(uthors), t(itle), p(ublisher), z (what was accessed); else s or ""."""
    if not cited:
        return [""] * len(found)
    dated = DATED.search(text)
    if not dated:
        return ["s"] * len(found)
    title_end = text.find(": ", dated.end())
    title_end = len(text) if title_end < 0 else title_end
    accessed = text.find("(Accessed", title_end)
    accessed = len(text) if accessed < 0 else accessed
    bounds = ((dated.start(), "a"), (title_end, "t"), (accessed, "p"), (len(text), "z"))
    return [next(part for end, part in bounds if word.start < end) for word in found]


def _joint(before: str, previous: str, first: bool) -> str:
    """What stands between two words, as a class: ". " ends a sentence, ".a" an abbreviation."""
    if first:
        return "^"
    if before.endswith((". ", ".” ", "? ", ".’ ")):
        if before.startswith((").", "%.", "].")):
            return "). "
        return ".a" if len(previous) == 1 or previous in ABBREVIATIONS else ". "
    if before.endswith(".—"):
        return ".—"
    if "“" in before or '"' in before:
        return "“"
    if "&" in before:
        return "&"
    if before.endswith("("):
        return "("
    if before.endswith("["):
        return "["
    if len(before) <= 2 or before.endswith("—"):
        return before[-2:]
    return "_" + before[-2:]


def next_type(word: str, usage: str) -> str:
    """What a word shows of its case while its own lost capitals are open."""
    if word in SUFFIXES:
        return "S"
    first = word[0]
    if first in LOWERED:
        return "m" + usage
    if first.isdigit():
        return "D"
    if first.isupper():
        if len(word) == 1:
            return "1"
        return "U" if word[1].islower() or all_capitals(word) is None else "A"
    return "l" if word in SMALL else "L"


def previous_type(form: str, joint: str, usage: str) -> str:
    """What the word before, its case repaired, says; V: a capital that only its place at a sentence's start gives."""
    first = form[0]
    if first.isdigit():
        return "D"
    if first.isupper():
        if form.lower() in SMALL:
            return "l"
        if len(form) == 1:
            return "1"
        if form.isupper():
            return "A"
        return "V" if joint in STARTS and usage[:1] != "u" and form[1:].islower() else "U"
    return "l" if form in SMALL else "L"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The two words before, as repaired."""

    one: str = ""
    two: str = ""


def context_features(here: Context, index: int, before: Neighbours, lexicon: WordList) -> list[str]:
    """What the place of word ``index`` says of it, whichever form it has."""
    word, key, joint = here.words[index], here.lower[index], here.joints[index]
    last = index + 1 == len(here.words)
    after = "$" if last else here.joints[index + 1]
    following = "$" if last else here.types[index + 1]
    beyond = here.types[index + 2] if index + 2 < len(here.words) else "$"
    use = here.usage[index] or lexicon.usage(key)
    shape = _shape(word.text)
    prior = _prior(here, index, before)
    left, right = joint + prior, after + following
    if word.address:
        return _address_features(key, shape, use, left, right, lexicon.knows(key))
    part, inside = here.parts[index], "(" if here.nested[index] else ""
    found = [
        shape, f"s|{left}", f"c|{left}|{right}", f"n|{right}", f"p|{inside}{left}{shape}", f"g|{part}{left}",
        f"G|{part}{prior}{following}", f"l|{shape}{left}{after}", f"b|{right}{beyond}", f"u|{use}", f"us|{use}{left}",
        f"un|{use}{right}", f"uc|{use}{left}|{right[:len(after) + 2]}", f"ug|{use}{part}{prior}",
    ]  # fmt: skip
    earlier = here.lower[index - 1] if index else ""
    later = "" if last else here.lower[index + 1]
    if earlier:
        found.append(f"1|{earlier}{joint}")
        if earlier in SMALL:
            found.append(f"2|{before.two[:1].isupper():d}{earlier}{following}")
            found.append(f"3|{here.lower[index - 2] if index > 1 else ''} {earlier}{use[:1]}")
    if later:
        found.append(f"4|{after}{later}")
        if later in SMALL or after == "&":
            found.append(f"5|{later if later in SMALL else '&'}{beyond}{prior}")
    if lexicon.knows(key):
        found += [
            f"w|{key}", f"ws|{key}{joint}", f"wp|{key}{left}", f"wn|{key}{right}", f"wg|{key}{part}",
            f"wc|{key}{left}|{right}", f"w1|{earlier}{joint}{key}", f"w4|{key}{after}{later}",
        ]  # fmt: skip
    else:
        found += [f"x{n}|{key[-n:]}" for n in (2, 3, 4)]
        found += [f"x|{shape}{left}", f"xp|{key[:3]}", f"xc|{left}|{right}", f"xg|{part}{prior}"]
    return found


def _prior(here: Context, index: int, before: Neighbours) -> str:
    if index == 0:
        return "^"
    if here.lower[max(0, index - 2) : index] == ["u", "s"] and here.words[index].before == ". ":
        return "us"
    return previous_type(before.one, here.joints[index - 1], here.usage[index - 1])


def _shape(word: str) -> str:
    """Length and make of a word: d(igit first), x (a capital at its start), X (elsewhere)."""
    if word[0].isdigit():
        return f"{min(len(word), 4)}d"
    capital = "X" if any(char.isupper() for char in word[1:]) else "x" if word[0].isupper() else ""
    return f"{min(len(word), 4)}{capital}"


def _address_features(key: str, shape: str, use: str, left: str, right: str, known: bool) -> list[str]:
    found = ["@", f"@s|{left}", f"@n|{right}", f"@c|{left}|{right}", f"@l|{shape}{left}", f"@u|{use}{left}"]
    return [*found, f"@w|{key}", f"@ws|{key}{left}"] if known else [*found, f"@x|{left}"]


def form_features(
    form: str, here: Context, index: int, before: Neighbours, lexicon: WordList, evidence: Evidence
) -> list[str]:
    """What speaks for one form of word ``index``: names known, clean strings, capitals kept elsewhere."""
    key, printed = here.keys[index], here.words[index].text
    next_key = here.keys[index + 1] if index + 1 < len(here.keys) else ""
    before_key = here.keys[index - 1] if index else ""
    joint = here.joints[index]
    found = []
    tags = lexicon.tags(form)
    if tags:
        found += [f"t|{tags}", f"t|{tags}{joint}", f"t|{tags}{here.types[index][:1]}{here.nested[index]:d}"]
    clean = evidence.clean.get(key)
    if clean:
        found.append(f"k|{_share(clean[form], clean.total())}{min(clean.total(), 3)}")
    pairs = evidence.clean_pairs.get((before_key, key))
    if pairs:
        found.append(f"k1|{_share(sum(n for (_, f), n in pairs.items() if f == form), pairs.total())}")
    pairs = evidence.clean_pairs.get((key, next_key))
    if pairs:
        found.append(f"k2|{_share(sum(n for (f, _), n in pairs.items() if f == form), pairs.total())}")
    defined = evidence.defined.get(key)
    if defined:
        found.append(f"i|{form == defined:d}")
    if form == printed:
        return found
    found.append(f"o|{here.usage[index]}{evidence.kept_company(key)}")
    seen = evidence.printed.get(key)
    if seen:
        found.append(f"r|{_kept(seen[form], seen.total())}")
    pairs = evidence.pairs.get((before_key, key))
    if pairs:
        found.append(f"r1|{_kept(sum(n for (_, f), n in pairs.items() if f == form), pairs.total())}")
    pairs = evidence.pairs.get((key, next_key))
    if pairs:
        found.append(f"r2|{_kept(sum(n for (f, _), n in pairs.items() if f == form), pairs.total())}")
    return found


def _share(count: int, total: int) -> str:
    return "0" if not count else "1" if count == total else "h" if count > total / 2 else "l"


def _kept(count: int, total: int) -> str:
    """How many of a word's printings kept these capitals, against what is to be expected if all had had them."""
    expected = KEPT_SHARE * total
    if not count:
        return "0" if expected < 1 else "0+" if expected < 2.5 else "0++"
    return f"{min(count, 3)}{'h' if count > 0.6 * expected else 'm' if count > 0.2 * expected else 'l'}"
