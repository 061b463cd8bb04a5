import pytest

from pipeline.layout import UNKNOWN, Partition, in_order, partition_of
from pipeline.records import NoteRow
from pipeline.schema import to_arrow


def test_partition_of_a_chapter():
    assert partition_of("myb1-2017-iron-steel") == Partition("iron-steel", 2017)
    assert partition_of("myb1-2017-iron-steel").folder == "commodity=iron-steel/edition=2017"


def test_unknown_parts_are_not_known():
    assert partition_of("myb1-0-unknown") == UNKNOWN
    assert not UNKNOWN.known
    assert not partition_of("myb1-0-indium").known
    assert not partition_of("myb1-2017-unknown").known
    assert partition_of("myb1-2017-indium").known


@pytest.mark.parametrize("doc_id", ["myb1-2017-../up", "myb1-2017-", "myb1-2017-a b", "indium", "myb1-x-indium"])
def test_what_cannot_name_a_folder_is_refused(doc_id):
    with pytest.raises(ValueError, match=r".+"):
        partition_of(doc_id)


def test_tables_are_in_natural_order_and_equal_rows_stay_as_they_stand():
    numbers = ["10", "4A", None, "4", "10", "4", "A1"]
    notes = [NoteRow("s", "d", True, number, None, "legend", str(place)) for place, number in enumerate(numbers)]
    ordered = in_order("notes", to_arrow("notes", notes))
    assert ordered["table_number"].to_pylist() == [None, "4", "4", "4A", "10", "10", "A1"]
    assert ordered["text"].to_pylist() == ["2", "3", "5", "1", "0", "4", "6"]


def test_rows_in_order_are_not_copied():
    table = to_arrow("notes", [NoteRow("s", "d", True, "1", None, "legend", "a")])
    assert in_order("notes", table) is table
