import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.word import read_word
from tests.sources import workbook_files as files

LONG = "Production rose in both years, and the mines that had been idle were reopened in the spring of the year."


def texts(streams):
    return [block.text for block in read_word(streams)]


def test_pieces_in_one_byte_and_in_two():
    streams = files.doc([("Tin\rBy Ann B. Cole\rAt yearend, the miner’s – ", True), ("Désirée Ōta said\r", False)])
    assert texts(streams) == ["Tin", "By Ann B. Cole", "At yearend, the miner’s – Désirée Ōta said"]


def test_the_other_table_stream():
    assert texts(files.doc([("Tin\r", True)], flags=0)) == ["Tin"]


def test_text_beyond_the_main_part_is_not_the_chapter():
    assert texts(files.doc([("Tin\r", True)], beyond="a page header\r")) == ["Tin"]


def test_fields_show_their_result_only():
    link = 'see \x13 HYPERLINK "http://example.org" \x14example.org\x15.\r'
    nested = "a \x13 IF \x13 PAGE \x14 9 \x15 \x14yes\x15\r"
    assert texts(files.doc([(link + nested, True)])) == ["see example.org.", "a yes"]


def test_special_characters():
    text = "a\x0bb\x1e\tc\x1fd\x01\xa0e\r\rCell one\x07page\x0cnext\r"
    assert texts(files.doc([(text, True)])) == ["a b- cd e", "Cell one", "page", "next"]


def test_kinds_of_blocks():
    lines = ["Tin", "By Ann B. Cole", LONG, "World Review", "World Mine Production", LONG[:-1] + ":"]
    lines += ["Alpha Mining Co", "Beta Mining Co", "Other", LONG]
    kinds = [block.kind for block in read_word(files.doc([("\r".join(lines) + "\r", True)]))]
    assert kinds == ["title", "byline", "paragraph", "heading", "heading", *["paragraph"] * 3, "heading", "paragraph"]


def test_a_docx():
    blocks = read_word({"docx": files.docx(["Tin", "By Ann B. Cole", "a\tb"])})
    assert [(block.kind, block.text) for block in blocks] == [
        ("title", "Tin"),
        ("byline", "By Ann B. Cole"),
        ("paragraph", "a b"),
    ]


@pytest.mark.parametrize(
    "streams",
    [
        {"WordDocument": b"", "1Table": b""},
        {"WordDocument": b"\xec\xa5" + bytes(20)},
        {"WordDocument": bytes(600)},
        files.doc([("secret\r", True)], flags=0x0300),
        {**files.doc([("Tin\r", True)]), "1Table": b""},
        {"docx": b"PK\x03\x04 no zip"},
        {"docx": files.zipped({"other.xml": b"<a/>"})},
        {"docx": files.zipped({"word/document.xml": b"<!DOCTYPE a><a/>"})},
    ],
)
def test_what_cannot_be_read_says_so(streams):
    with pytest.raises(ValueError, match=r"damaged|Word 97|encrypted|piece table|longer|document type"):
        read_word(streams)


@given(st.lists(st.tuples(st.text("abc Ō–’é", max_size=40), st.booleans()), max_size=5))
def test_paragraphs_come_back(parts):
    lines = [" ".join(text.split()) for text, _ in parts]
    pieces = [(text + "\r", narrow and "Ō" not in text) for text, (_, narrow) in zip(lines, parts, strict=True)]
    assert texts(files.doc(pieces)) == [line for line in lines if line]


@given(st.binary(max_size=60), st.integers(0, 0x260))
def test_damage_is_a_value_error_or_nothing(noise, at):
    streams = files.doc([("Tin\rBy Ann B. Cole\r" + LONG, True)])
    word = streams["WordDocument"]
    with contextlib.suppress(ValueError):
        read_word({**streams, "WordDocument": word[:at] + noise + word[at + len(noise) :]})


def test_real_documents_are_read_word_for_word(shared):
    from pipeline.sources.workbook import read_workbook

    for stem in ("myb1-2016-indium", "myb1-2017-cobal", "myb1-2018-vanad"):
        (path,) = (shared / "corpus" / "workbooks").glob(f"{stem}.xls*")
        words = [w for block in read_workbook(path, path.read_bytes()).blocks for w in block.text.split()]
        key = (shared / "corpus" / "prose" / f"{stem}.txt").read_text(encoding="utf-8").split()
        assert words == key
