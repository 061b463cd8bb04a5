from pipeline.sources.dump_parts import DumpTable
from pipeline.sources.dump_sections import sections, with_heads
from pipeline.sources.paragraphs import Line


def table(*body, heads=("North East", "Quantity Quantity", "Size range Number Percent Number Percent")):
    lines = [Line(text, at) for at, text in enumerate(body, 20)]
    notes = [Line("1A note.", 90)]
    return DumpTable("5", heads=[Line(text, at) for at, text in enumerate(heads, 10)], body=lines, notes=notes)


def texts(lines):
    return [line.text for line in lines]


def test_a_head_printed_again_begins_a_part():
    first, second = sections(
        table("Small 1 20 2 40", "Large 4 80 3 60", "South West", "Number Percent Number Percent", "Small 5 50 6 60")
    )
    assert texts(first.body) == ["Small 1 20 2 40", "Large 4 80 3 60"]
    assert texts(second.heads) == ["South West", "Number Percent Number Percent"]
    assert texts(second.body) == ["Small 5 50 6 60"]
    assert (first.continued, second.continued, second.number) == (False, True, "5")
    assert (first.notes, texts(second.notes)) == ([], ["1A note."])


def test_years_printed_again_begin_a_part():
    found = sections(
        table("Iron 5 6 7 8", "Exports:", "2015 2016 2017 2018", "Iron 1 2 3 4", heads=("Metal 2015 2016 2017 2018",))
    )
    assert [texts(part.body) for part in found] == [["Iron 5 6 7 8"], ["Iron 1 2 3 4"]]


def test_groups_and_short_lines_are_no_heads():
    whole = table("Small 1 20 2 40", "Percent", "Large 4 80 3 60", "Number of all:", "Small 5 50 6 60")
    assert sections(whole) == [whole]


def test_a_part_without_a_head_is_left_whole():
    whole = table("Small 1 2", heads=())
    assert sections(whole) == [whole]


def test_a_part_without_a_head_has_that_of_its_table():
    headed, bare = table("Small 1 20 2 40"), table("Large 4 80 3 60", heads=())
    assert with_heads([headed, bare])[1].heads == headed.heads
    assert with_heads([bare, headed])[0].heads == headed.heads


def test_a_head_over_other_columns_is_not_taken():
    bare = table("Large 4 80", heads=())
    assert with_heads([table("Small 1 20 2 40"), bare])[1].heads == []


def test_lines_that_carry_a_row_on_are_no_head():
    headed = table("Small 1 20 2 40")
    found = with_heads([headed, table("Large 4 80 3 60", heads=("and the rest of them,", "as said"))])[1]
    assert found.heads == headed.heads
    assert texts(found.body) == ["and the rest of them,", "as said", "Large 4 80 3 60"]


def test_labels_of_groups_below_a_shared_head_belong_to_the_body():
    shared = ("2016 2017", "Country or locality code 2016 2017")
    first = table("Peru 5 6", heads=(*shared, "Oxides: 2846.10"))
    second = table("Chile 5 6", heads=(*shared, "Chlorides: 2846.20"))
    found = with_heads([first, second])
    assert [texts(part.heads) for part in found] == [list(shared)] * 2
    assert texts(found[1].body) == ["Chlorides: 2846.20", "Chile 5 6"]
