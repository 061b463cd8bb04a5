import io
from contextlib import suppress

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetch.content import check
from pipeline.fetch.errors import Refused, Truncated
from tests.fetch.server import PAGE, PDF, workbook


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("T1")
    for row in range(2000):
        sheet.write(row, 0, f"word {row}")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


OLD = old_workbook()
WHOLE = {".pdf": PDF, ".xlsx": workbook(), ".xls": OLD}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("content") / "file"


@pytest.mark.parametrize(("body", "suffix"), [(PDF, ".pdf"), (workbook(), ".xlsx"), (OLD, ".xls"), (OLD, ".xlsx")])
def test_whole_files_pass(path, body, suffix):
    path.write_bytes(body)
    check(path, suffix)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.95])
@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".xls"])
def test_a_file_cut_short_is_truncated(path, suffix, share):
    path.write_bytes(WHOLE[suffix][: int(len(WHOLE[suffix]) * share)])
    with pytest.raises(Truncated):
        check(path, suffix)


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".xls"])
@pytest.mark.parametrize("page", [PAGE, b"\n <HTML>", b"<?xml version='1.0'?><Error/>", b"\xef\xbb\xbf<!doctype html>"])
def test_a_page_is_told_apart(path, page, suffix):
    path.write_bytes(page)
    with pytest.raises(Refused, match="sent a web page instead of"):
        check(path, suffix)


def test_a_workbook_is_no_pdf_and_an_archive_no_workbook(path):
    path.write_bytes(OLD)
    with pytest.raises(Refused, match="instead of a PDF"):
        check(path, ".pdf")
    path.write_bytes(workbook().replace(b"xl/workbook.xml", b"xl/worksack.xml"))
    with pytest.raises(Refused, match="without a workbook"):
        check(path, ".xlsx")


def test_a_damaged_directory_of_an_archive_is_said(path):
    body = bytearray(workbook())
    body[body.index(b"PK\x01\x02") + 6] = 255  # the version that is needed to read it
    path.write_bytes(body)
    with pytest.raises(Truncated, match="damaged"):
        check(path, ".xlsx")


@given(st.sampled_from([".pdf", ".xlsx", ".xls"]), st.integers(0, 1 << 14), st.binary(min_size=1, max_size=40))
def test_no_damage_ends_in_another_error(path, suffix, place, damage):
    body = bytearray(WHOLE[suffix])
    place %= len(body)
    body[place : place + len(damage)] = damage
    path.write_bytes(body)
    with suppress(Refused, Truncated):
        check(path, suffix)
