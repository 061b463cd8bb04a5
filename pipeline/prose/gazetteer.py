"""The names of one chapter: its companies with the short forms it uses, and the places of its tables.

A chapter names a company in full once ("Sociedad Química y Minera de Chile S.A. (SQM)"), in a table, or only in a
citation, and goes on with a short form. All its text and tables are read for full names first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial

from pipeline.knowledge import countries
from pipeline.knowledge.companies import bare_form, has_legal_suffix, legal_suffixes, split_owner
from pipeline.prose.companies import bare_name, company_spans, short_forms
from pipeline.prose.language import tokens
from pipeline.prose.sections import Paragraph
from pipeline.prose.words import either, names
from pipeline.records import Table

COMPANY_HEAD = re.compile(r"\b(compan|producer|operator|owner|firm|manufacturer)", re.IGNORECASE)
PLACE_HEAD = re.compile(r"\b(location|locality of|mine|plant|county)", re.IGNORECASE)
NAME = (
    r"(?:(?:St|Mt|Ft)\. |(?:[A-Z]\.)+ ?)?(?:[A-ZÀ-ÞĀ-Ž]|\d+[A-Z])[\w’&+-]{0,60}"
    r"(?: (?:(?:of|and|de|del|do|da|y|&) )?[A-ZÀ-ÞĀ-Ž0-9][\w’&+-]{0,60}){0,15}"
)
ALONE = re.compile(
    r"(?:(\w+),? |^|\. |, )([A-ZÀ-ÞĀ-Ž](?:[\w’-]|[+&](?=\w))*?)(?:’s?)?(?= [^A-Z\W]| \(|[,.;)])", re.MULTILINE
)
PLACED = ("in", "near")
DOING = (
    r"(?:was|were|is) (?:also )?(?:constructing|planning|developing|building|considering|seeking|evaluating|expanding)|"
    r"would (?:build|construct|invest|develop|acquire)|had (?:planned|completed|signed|acquired|begun|started|"
    r"announced)|(?:was|were|is) to [a-z]+|(?:plans|expects|intends) to"
)
SITE = "GOK|[Mm]ine|[Ss]melter|[Dd]eposit|[Rr]efinery|[Pp]it"
INITIALS = re.compile(rf"(?<!\w)({NAME}) \(([A-Z]{{2,6}})\)")
IN_BRACKETS = re.compile(rf"(?<!\w)({NAME}) \(([A-Z][\w’-]{{3,30}})\)")
ACRONYM = re.compile(r"^(?: joint venture)? ?\(([A-ZÀ-ÞĀ-Ž][\w’&-]*(?: [A-Z][\w’]*)?)\)")


@dataclass(slots=True)
class Gazetteer:
    """``companies``: every form a chapter uses, to the full names it may stand for; ``places`` from table columns."""

    companies: dict[str, list[str]] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)

    def full_name(self, form: str, near: str = "") -> str:
        """The full name of the company called ``form``; of several, the one last named in ``near``, else the first."""
        full = self.companies.get(form, [form])
        full = [name for name in full if bare_name(name) == form and name.startswith(form)] or full
        return max(full, key=lambda name: (name.startswith(form), near.rfind(name), -full.index(name)))


def gazetteer(paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> Gazetteer:
    """Collect the names of a chapter from its tables, its text and its references."""
    body = "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.apart)
    full = dict.fromkeys(_table_companies(tables))
    acronyms: dict[str, str] = {}
    for paragraph in sorted(paragraphs, key=lambda paragraph: paragraph.apart):
        doc = tokens(paragraph.text)
        for start, end in company_spans(doc):
            span = doc[start:end]
            full.setdefault(span.text)
            found = ACRONYM.match(paragraph.text[span.end_char :])
            if found and _is_used(found[1], body):
                acronyms.setdefault(found[1], span.text)
    return Gazetteer(_forms(list(full), acronyms, body), set(_table_places(tables)))


def _forms(full: Sequence[str], acronyms: dict[str, str], body: str) -> dict[str, list[str]]:
    """Every form to the full names it may stand for: those of fewest words first, then in the order they are met."""
    alone = _alone(body)
    forms: dict[str, list[str]] = {name: [name] for name in full if has_legal_suffix(name)}
    for name in sorted(full, key=lambda name: len(name.split())):
        for form in short_forms(name):
            if " " in form or form in alone:
                forms.setdefault(form, []).append(name)
    forms |= {form: [name] for form, name in acronyms.items()}
    for name in full:
        forms.setdefault(name, [name])
    bare = {bare_name(name): [name] for name in reversed(full)}
    for form, name in sorted(_unformed(body), key=lambda pair: pair[0] == pair[1]):
        forms.setdefault(form, [name] if form != name else _spelt(name, full) or bare.get(form) or [name])
    forms |= _units_of(forms, body)
    return {form: list(dict.fromkeys(options)) for form, options in forms.items()}


def _units_of(forms: dict[str, list[str]], body: str) -> dict[str, list[str]]:
    """Companies called without the owner they are named by: "Corin" of "Alto Corin" where Alto plc is a company."""
    alone = "|".join(re.escape(form) for form, full in forms.items() if full == [form] and not has_legal_suffix(form))
    if not alone:
        return {}
    named = re.findall(rf"(?<![\w’-])([A-ZÀ-ÞĀ-Ž][\w’-]*(?: [A-ZÀ-ÞĀ-Ž][\w’-]*)?) ({alone})(?![\w-])", body)
    owned = {(owner, unit) for owner, unit in named if any(map(has_legal_suffix, forms.get(owner, [])))}
    units = {unit: f"{owner} {unit}" for owner, unit in sorted(owned)}
    return {form: [full] for unit, full in units.items() for form in (unit, full)}


def _alone(body: str) -> set[str]:
    """Capitalised words that stand by themselves in the text, mostly not after "in" or "near", never in lower case."""
    uses: dict[str, list[str]] = {}
    for before, word in ALONE.findall(body):
        uses.setdefault(word, []).append(before)
    small = set(re.findall(r"(?<![\w’-])[a-z][\w-]*", body))
    return {
        word
        for word, before in uses.items()
        if word.lower() not in small and 2 * sum(map(PLACED.__contains__, before)) < len(before)
    }


def _is_used(form: str, body: str) -> bool:
    """Whether the bracket after a name is a short form: the text uses it elsewhere, never as a place after "in"."""
    if countries.lookup(form) or countries.lookup_state(form) or form in names()["divisions"]:
        return False
    if form.isupper() and len(re.findall(rf"(?<!\w){re.escape(form)}(?!\w)", body)) > 1:
        return True
    uses = re.findall(rf"(?:(\S+) |^)(?<![\w(]){re.escape(form)}(?![\w)])", body, re.MULTILINE)
    return bool(uses) and not any(word in ("in", "at", "near", "of") for word in uses)


def _unformed(body: str) -> Iterable[tuple[str, str]]:
    """Companies named without a legal form: by where they sit, what they did or own, or a short form in brackets.

    Each form with the full name it stands for.
    """
    found_so: set[str] = set()
    may_be_company = cache(partial(_may_be_company, body=body))  # the whole text is looked through for each name
    for pattern in _company_wordings():
        for found in pattern.finditer(body):
            name = (
                found[1]
                .removesuffix("’s")
                .rsplit("’s ", 1)[-1]
                .rsplit("-based ", 1)[-1]
                .rsplit("-owned ", 1)[-1]
                .split(" and ")[-1 if body.startswith("’s ", found.end(1)) else 0]
            )
            if may_be_company(name):
                found_so.add(name)
                yield name, name
    for name, acronym in INITIALS.findall(body):
        used = re.search(rf"\b{acronym}(?:’s| planned| announced)", body)
        if used and _spells(acronym, name) and may_be_company(name):
            yield from ((name, name), (acronym, name))
    for name, form in IN_BRACKETS.findall(body):
        if form in found_so and len(name.split()) > 1 and may_be_company(name):
            yield from ((name, name), (form, name))


@lru_cache(maxsize=1)
def _company_wordings() -> tuple[re.Pattern[str], ...]:
    """Wordings that show a name to be a company's."""
    verbs = either(names()["company_verbs"])
    seat = rf"(?<!\w)({NAME}) \((?:[A-ZÀ-ÞĀ-Ž][\w. ’-]+, [A-Z]{{2}}|{either(countries.country_names())})\)"
    deed = rf"(?:could|had an?|{verbs}|[a-z]{{3,}}ed (?:a|an|the|its|that|to))"
    aside = (
        r"(?: \([^)]*\)|, (?:in|owned by|controlled by|operated by|based in|headquartered in)"
        r" (?:[^,;.]|\.(?= [a-z]| (?:Ltd|Inc|LLC)\b)){2,80},)"
    )
    when = "In|By|During|At|On|Under|After|Following|Despite|Owing to|Because of|As"
    opening = rf"(?:(?:^|[.;] |\n)(?:(?:{when}) [^,.;]{{3,60}}, )?|\bthat )"
    did = rf"{opening}({NAME}){aside}? (?:(?:also|[a-z]+ly) )?{deed}\b"
    does = rf"(?:^|[.;,] |\n|that )({NAME}){aside}? (?:{DOING})\b"
    part = rf"(?<!\w)({NAME}),? \(?a (?:wholly owned |majority-owned )?(?:subsidiary|division|joint venture)\b"
    kind = r"(?:compan(?:y|ies)|producers?|subsidiar(?:y|ies)|manufacturers?|miners?|conglomerates?|operators?|owners?)"
    called = rf"\b(?:[Ss]tate-owned |[Gg]overnment-owned |{kind} )(?:{kind} )?({NAME})"
    being = rf"(?<!\w)({NAME})(?: \([^)]*\))?, (?:an?|the) [\w’ -]{{0,60}}?\b{kind}\b"
    owned = "[Mm]ine|[Pp]lant|[Rr]efinery|[Ss]melter|[Pp]roject|facility|operations?|capacity|[Cc]omplex"
    owns = rf"(?<!\w)({NAME})’s (?:(?:[\w’-]|[.,/](?=\w))+ ){{0,4}}(?:{owned})\b"
    run = rf"\b(?:owned|operated|managed)(?: and operated)? by (?:the )?({NAME})(?! and\b)"
    venture = rf"\b[Tt]he ({NAME}) joint venture\b"
    return tuple(map(re.compile, (venture, run, seat, did, part, does, called, being, owns)))


def _spelt(form: str, full: Iterable[str]) -> list[str]:
    """The one full name whose initials ``form`` is: ERG of "Eurasian Resources Group B.V."; none of several."""
    if not re.fullmatch(r"[A-Z]{3,6}", form):
        return []
    found = [name for name in full if "".join(word[0] for word in bare_name(name).split()) == form]
    return found if len(found) == 1 else []


def _spells(acronym: str, name: str) -> bool:
    """Whether ``acronym`` is the initials of ``name``."""
    return "".join(word[0] for word in name.split() if word[0].isupper()).startswith(acronym)


def _may_be_company(name: str, body: str) -> bool:
    lists = names()
    words = name.rstrip(".").split()
    if words[0] == "The" or words[0].endswith("-based") or re.search(r"(?:^| )\d+(?: |$)|-\d+$", name):
        return False
    if has_legal_suffix(name) or countries.lookup(name) or countries.lookup_state(name) or name in lists["divisions"]:
        return False
    never = lists["openers"] | lists["months"] | lists["not_companies"]
    if bare_form(words[0]) in legal_suffixes() or "and" in words or set(words) <= lists["not_places"]:
        return False
    if len(words) == 1 and words[0].endswith("ly"):
        return False
    if never & set(words) or words[-1] in lists["sites"] or words[0] in lists["common_nouns"]:
        return False
    if len(words) == 1 and words[0].lower() in lists["facilities"]:
        return False
    common = rf"(?<![\w’]){re.escape(words[-1][0].lower() + words[-1][1:])}\b"
    mines = rf"{re.escape(name)}(?:, {NAME})*,? and {NAME} (?:[a-z]+ )?(?:{SITE}|[Pp]lant|[Oo]peration)s\b"
    placed = rf"\b(?:in|at|near) {re.escape(name)}\b(?!’s)|{re.escape(name)} (?:[A-Za-z]+ ){{0,2}}(?:{SITE})\b|{mines}"
    return (len(words) > 1 or not re.search(common, body)) and not re.search(placed, body)


def _table_companies(tables: Sequence[Table]) -> Iterable[str]:
    for cell in _cells(tables, COMPANY_HEAD):
        company, owners = split_owner(cell)
        yield from (name for name in [company, *(owner.name for owner in owners)] if has_legal_suffix(name))


def _table_places(tables: Sequence[Table]) -> Iterable[str]:
    for cell in _cells(tables, PLACE_HEAD):
        if cell.split()[0] in names()["openers"]:
            continue
        if re.fullmatch(rf"{NAME}(?:, {NAME})?", cell) and not has_legal_suffix(cell) and not countries.lookup(cell):
            yield cell


def _cells(tables: Sequence[Table], head: re.Pattern[str]) -> Iterable[str]:
    """The words of the columns whose head matches."""
    for table in tables:
        columns = [n for n, column in enumerate(table.columns) if head.search(column.head)]
        for row in table.rows:
            texts = (row.label if n == 0 else row.cells[n].resolved for n in columns if n == 0 or n in row.cells)
            yield from (text for text in texts if text and re.search(r"[A-Za-z]{3}", text))
