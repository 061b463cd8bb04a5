from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Block
from pipeline.sources.caseevidence import Evidence
from pipeline.sources.caselexicon import read_words
from pipeline.sources.casemodel import load, read_weights
from pipeline.sources.casewords import lowered, words
from pipeline.sources.lettercase import is_damaged, repair
from pipeline.sources.paragraphs import Line, join

CLEAN = [
    "Brick was not made in the United States during 2017. Most of it came from Mexico, Norway, and the Netherlands.",
    "Domestic demand grew. New kilns were opened in Denver, CO, and in November two more in Nevada. U.S. imports fell.",
    "Northern Brick Ltd. (Dublin, Ireland) was the leading supplier. Until December, its mine was idle (Miller, 2018).",
    "The output of liquid crystal displays (LCDs) and of magnesium oxide (MgO) did not matter. No data were available.",
    "The mill near the mine was dismantled, and its owner, Umber Mining Co., moved the machines to Utah.",
]


def blocks(texts: list[str]) -> list[Block]:
    return [Block(text) for text in texts]


def repaired(text: str, clean: tuple[str, ...] = ()) -> str:
    """The text of one more paragraph of a damaged chapter, repaired."""
    chapter = [lowered(line) for line in CLEAN] + [text]
    return repair(blocks(chapter), clean)[-1].text


def test_a_damaged_chapter_is_seen_by_its_sentences() -> None:
    assert is_damaged([lowered(text) for text in CLEAN])
    assert not is_damaged(CLEAN)
    assert not is_damaged([])


def test_a_clean_chapter_comes_out_as_it_went_in() -> None:
    chapter = [*blocks(CLEAN), Block("united States, nyrstar nV", letters_repaired=0)]
    assert repair(chapter, ["Umber"]) == chapter


def test_a_damaged_chapter_is_repaired_and_the_letters_counted() -> None:
    damaged = [lowered(text) for text in CLEAN]
    found = repair(blocks(damaged), [])
    assert [block.text for block in found] == CLEAN
    assert [block.letters_repaired for block in found] == [
        sum(a != b for a, b in zip(text, broken, strict=True)) for text, broken in zip(CLEAN, damaged, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Imports from the United Kingdom and New Zealand fell in November 2016.",
        "Plants stood in Salt Lake City, UT, Albany, NY, and Washington, DC.",
        "Zenith Mining Ltd. sold its share to Acme Materials NV (Belgium).",
        "According to the U.S. Department of Energy, the amount did not change. Data were not available.",
        "It was made of sodium carbonate (Na2CO3) and magnesium oxide (MgO).",
        "The mine, the mill, and the dam near the market were not mentioned.",
    ],
)
def test_capitals_by_general_knowledge(text: str) -> None:
    assert repaired(lowered(text)) == text


def test_references_and_source_lists() -> None:
    entries = [
        "Miller, D.N., 2017, Northern kilns: Denver, CO, U.S. Geological Survey, 12 p. (Accessed March 3, 2018.)",
        "Brick. Ch. in Minerals Yearbook, annual.",
    ]
    chapter = [*map(lowered, CLEAN), "References Cited", *map(lowered, entries)]
    assert [block.text for block in repair(blocks(chapter), [])][-2:] == entries


def test_a_capital_kept_elsewhere_in_the_chapter_tells_an_inner_one() -> None:
    text = "The IronMill Co. plant. It was said that Ironmill Co. closed."
    assert repaired(text) == "The IronMill Co. plant. It was said that IronMill Co. closed."


def test_clean_strings_tell_forms_that_only_the_tables_have() -> None:
    assert repaired("It was bought by Polymin Corp. in March.", ("Ely, Nevada: PolyMin Corp.",)) == (
        "It was bought by PolyMin Corp. in March."
    )


def test_an_abbreviation_is_what_the_words_before_it_spell() -> None:
    evidence = Evidence([words("The Zinc union mill (ZuM) and indium phosphide (InP) of the union (Fud)")], [])
    assert evidence.defined == {"Zum": "ZUM", "InP": "InP"}
    text = repaired("The Zinc union mill (Zum) sold indium phosphide (InP).")
    assert text.endswith("(ZUM) sold indium phosphide (InP).")


def test_a_text_in_capitals_gets_them_all() -> None:
    assert repaired("IndIum—2017 [AdVAnCE RELEASE]") == "INDIUM—2017 [ADVANCE RELEASE]"


PRINTED = st.text(st.characters(categories=["L", "N", "P"], include_characters=" dmnu"), max_size=40)


@given(st.lists(PRINTED, max_size=5))
def test_only_these_letters_ever_change(texts: list[str]) -> None:
    chapter = blocks([lowered(line) for line in CLEAN] + texts)
    for before, after in zip(chapter, repair(chapter, texts), strict=True):
        changed = {(a, b) for a, b in zip(before.text, after.text, strict=True) if a != b}
        assert changed <= {("d", "D"), ("m", "M"), ("n", "N"), ("u", "U")}
        assert after.letters_repaired == sum(a != b for a, b in zip(before.text, after.text, strict=True))


def test_word_and_weight_files() -> None:
    assert read_words("mine 3 40\nusa 5 0 USA")["usa"].forms == ("USA",)
    assert read_weights("s| L\t,150,,-20\n") == {"s| L": (0.0, 1.5, 0.0, -0.2)}
    assert "indium" not in load().words.met


def test_the_seed_chapter(shared: Path) -> None:
    key = (shared / "corpus/prose/myb1-2017-indiu.txt").read_text(encoding="utf-8").splitlines()
    prose = [line.strip() for line in key[3 : key.index("References Cited")]]
    lines = next((shared / "seed").glob("*.txt")).read_text(encoding="utf-8").splitlines()
    end = max(n for n, line in enumerate(lines) if line.strip().endswith(prose[-1][-9:]))
    damaged = join([Line(line) for line in lines[: end + 1]])
    found = repair(damaged, [line for line in lines[end + 1 :] if line.strip()])
    right, before, after = (" ".join(t).split() for t in (prose, (b.text for b in damaged), (b.text for b in found)))
    pairs = list(zip(right, before, after, strict=True))
    assert sum(a != b for a, b, _ in pairs) == 123
    assert sum(a != b and a == c for a, b, c in pairs) >= 120
    assert not [(a, c) for a, b, c in pairs if a == b != c]


def test_clean_chapters_are_unchanged(shared: Path) -> None:
    chapters = sorted((shared / "corpus/prose").glob("myb1-2017-*.txt"))
    for path in chapters[:20]:
        chapter = blocks(path.read_text(encoding="utf-8").splitlines())
        assert repair(chapter, []) == chapter, path.name
