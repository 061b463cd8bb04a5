import io
import random
import resource
import signal
import zipfile

import openpyxl
import pytest

from pipeline.extract import extract
from pipeline.limits import Limits, counted, held_to, in_force
from pipeline.records import UnreadableSource


def workbook(sheets: int, padding: int = 0) -> bytes:
    """Two cells a sheet; ``padding`` bytes that cannot be packed."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number in range(sheets):
        book.create_sheet(f"T{number}").append([f"TABLE {number}", 1])
    out = io.BytesIO()
    book.save(out)
    if padding:
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("xl/media/image1.bin", random.Random(1).randbytes(padding))
    return out.getvalue()


def test_a_file_too_large_says_so():
    Limits(megabytes=2).check_size("a.pdf", 2 << 20)
    with pytest.raises(UnreadableSource, match=r"a\.pdf: 3 MB are more than the 2 MB of --max-megabytes"):
        Limits(megabytes=2).check_size("a.pdf", 3 << 20)


def spin():
    while True:
        pass


def test_what_never_ends_is_ended():
    with (
        pytest.raises(UnreadableSource, match=r"a\.pdf: takes more than the 1 s of --max-seconds"),
        held_to(Limits(seconds=1), "a.pdf"),
    ):
        spin()


def test_afterwards_all_is_as_before():
    before = resource.getrlimit(resource.RLIMIT_CPU), signal.getsignal(signal.SIGXCPU)
    with held_to(Limits(seconds=5), "a.pdf"):
        assert resource.getrlimit(resource.RLIMIT_CPU) != before[0]
    assert (resource.getrlimit(resource.RLIMIT_CPU), signal.getsignal(signal.SIGXCPU)) == before


def test_a_limit_from_outside_stays_the_highest(monkeypatch):
    set_to = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (7, 7))
    monkeypatch.setattr(resource, "setrlimit", lambda what, limits: set_to.append(limits))
    with held_to(Limits(seconds=5000), "a.pdf"):
        pass
    assert set_to == [(7, 7), (7, 7)]


def test_what_is_counted_says_so():
    Limits(pages=2).check("pages", "a.pdf", 2, "pages")
    with pytest.raises(UnreadableSource, match=r"^a\.pdf: 1,200 pages are more than the 1,100 of --max-pages$"):
        Limits(pages=1100).check("pages", "a.pdf", 1200, "pages")


def test_limits_are_in_force_inside_alone():
    with counted(Limits(pages=2)):
        assert in_force().pages == 2
    assert in_force() == Limits()


@pytest.mark.parametrize(
    ("limits", "data", "cause"),
    [
        (Limits(lines=3), b"a\nb\nc\nd\n", "4 lines are more than the 3 of --max-lines"),
        (Limits(sheets=1), workbook(2), "2 sheets are more than the 1 of --max-sheets"),
        (Limits(cells=3), workbook(2), "4 cells are more than the 3 of --max-cells"),
        (Limits(unpacked=2), workbook(1, padding=3 << 20), "3 MB unpacked are more than the 2 of --max-unpacked"),
    ],
)
def test_a_file_beyond_a_limit_is_one_line_and_gives_nothing(tmp_path, limits, data, cause):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    done = extract(path, "raw/a.txt", limits=limits)
    assert (done.error, done.passing, done.datasets) == (f"raw/a.txt: a.txt: {cause}", False, {})
