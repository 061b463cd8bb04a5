import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.linejoin import Joiner


def joined(*lines: str, chapter: tuple[str, ...] = ()) -> str:
    return Joiner([*chapter, *lines]).join(lines)


def test_lines_join_with_a_space_and_squeezed_spaces() -> None:
    assert joined(" The mill  closed ", "in May.") == "The mill closed in May."


def test_a_compound_keeps_its_hyphen_because_its_parts_are_words() -> None:
    chapter = ("The zinc and copper ores were rich.", "A zinc-copper ore was mined.")
    assert joined("A zinc-", "copper ore", chapter=chapter) == "A zinc-copper ore"


def test_a_cut_word_loses_its_hyphen_where_the_chapter_writes_it_whole() -> None:
    chapter = ("Their production fell.", "New production rose.")
    assert joined("World produc-", "tion rose", chapter=chapter) == "World production rose"


def test_in_a_chapter_that_cuts_words_an_unknown_part_loses_its_hyphen() -> None:
    chapter = ("The increase in production is", "an increase. The in-", "crease was small. Produc-", "tion grew.")
    cut = ("Output recov-", "ered.")
    assert joined(*cut, chapter=("production", *chapter, "the increase and its production")).endswith("recovered.")


def test_without_cut_words_an_unknown_compound_keeps_its_hyphen() -> None:
    assert joined("a corrosion-", "resistant pump") == "a corrosion-resistant pump"


@pytest.mark.parametrize(("left", "right"), [("the Metal-", "Pages site"), ("a 15-", "year life"), ("20-", "F form")])
def test_a_hyphen_before_a_capital_or_after_a_figure_stays(left: str, right: str) -> None:
    assert joined(left, right) == left + right


def test_a_suspended_hyphen_is_followed_by_a_space() -> None:
    assert joined("small-", "and medium-sized mines") == "small- and medium-sized mines"


@pytest.mark.parametrize("dash", ["—", "–", "/"])
def test_dashes_and_slashes_join_without_a_space(dash: str) -> None:
    assert joined(f"in 2012{dash}", "16 it") == f"in 2012{dash}16 it"


def test_a_spaced_dash_stays_spaced() -> None:
    assert joined("one –", "two") == "one – two"


def test_a_soft_hyphen_goes() -> None:
    assert joined("alu\u00ad", "minum") == "aluminum"


def test_a_web_address_goes_on_over_lines_until_its_parenthesis() -> None:
    lines = ("(Accessed May 1, 2017, at", "http://www.example.org/files/?", "KeyFile=38188.pdf.)", "Next one")
    assert joined(*lines) == "(Accessed May 1, 2017, at http://www.example.org/files/?KeyFile=38188.pdf.) Next one"


def test_words_after_an_address_without_parenthesis_are_not_drawn_in() -> None:
    assert joined("Atlas at https://www.example.com.", "Atlas two") == "Atlas at https://www.example.com. Atlas two"


PRINTED = st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=" "), max_size=30)


@given(st.lists(PRINTED, max_size=8))
def test_nothing_but_spaces_and_hyphens_is_lost(lines: list[str]) -> None:
    def kept(text: str) -> str:
        return re.sub(r"[\s-]", "", text)

    assert kept(Joiner(lines).join(lines)) == kept("".join(lines))
