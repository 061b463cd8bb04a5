from dataclasses import replace

from pipeline.inputs import Input
from pipeline.publish.manifest import Entry, Manifest, Output, read_manifest
from pipeline.publish.versions import extraction, versions

SOURCE = Input("/raw/a.txt", "a.txt", "ab" * 32, "text", ("b.txt",))
ENTRY = Entry("a.txt", "ab" * 32, "text", "abababababab", "myb1-2017-indium", "published", ("b.txt",))
MANIFEST = Manifest((ENTRY,), (Output("cells/x.parquet", "cd" * 32, 5),), {"pipeline": "1"}, {"info": 3})


def test_a_manifest_reads_back(tmp_path):
    (tmp_path / "m").write_text(MANIFEST.text())
    assert read_manifest(tmp_path / "m") == MANIFEST


def test_what_is_no_manifest_reads_as_none(tmp_path):
    for text in (
        "",
        "{}",
        "[]",
        '{"inputs": [{}], "outputs": [], "versions": {}, "findings": {}, "again": false}',
        "{",
    ):
        (tmp_path / "m").write_text(text)
        assert read_manifest(tmp_path / "m") is None
    assert read_manifest(tmp_path / "missing") is None


def test_a_state_is_made_from_its_inputs_and_versions():
    assert MANIFEST.made_from([SOURCE], {"pipeline": "1"})
    assert not MANIFEST.made_from([SOURCE], {"pipeline": "2"})
    assert not MANIFEST.made_from([], {"pipeline": "1"})
    assert not MANIFEST.made_from([replace(SOURCE, sha256="cd" * 32)], {"pipeline": "1"})
    assert not MANIFEST.made_from([replace(SOURCE, source_path="c.txt")], {"pipeline": "1"})
    assert not MANIFEST.made_from([replace(SOURCE, also=())], {"pipeline": "1"})
    assert not replace(MANIFEST, again=True).made_from([SOURCE], {"pipeline": "1"})


def test_expectations_do_not_change_what_is_extracted():
    known = versions()
    assert extraction(known) == extraction(known | {"expectations": "other"})
    assert extraction(known) != extraction(known | {"code": "other"})
    assert extraction(known) != extraction(known | {"spacy": "0"})
    assert known["pyarrow"] != "missing"
