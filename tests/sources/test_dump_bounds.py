from pipeline.sources.dump_bounds import bounded, without_notes
from pipeline.sources.paragraphs import Line


def lines(*texts):
    return [Line(text, at) for at, text in enumerate(texts, 1)]


def cut(heads, body, figures):
    above, below = bounded(lines(*heads), lines(*body), figures, {"3"})
    return [line.text for line in above], [line.text for line in below]


HEAD = ("2015 2016", "Quantity Value Quantity Value", "Country (kilograms) (thousands) (kilograms) (thousands)")
ROW = "Peru 5 6 7 8"


def test_a_whole_head_stays_as_it_is():
    assert cut(HEAD, (ROW,), 4) == (list(HEAD), [ROW])


def test_a_groups_label_belongs_to_the_body():
    assert cut((*HEAD, "Ores and concentrates,", "wet and dry:"), (ROW,), 4) == (
        list(HEAD),
        ["Ores and concentrates,", "wet and dry:", ROW],
    )


def test_head_lines_that_end_in_a_note_numeral_belong_to_the_head():
    last = "Country (kilograms) (thousands) (kilograms) (thousands)"
    assert cut(("2015 2016",), ("Quantity Value Quantity Value 3", last, ROW), 4) == (
        ["2015 2016", "Quantity Value Quantity Value 3", last],
        [ROW],
    )


def test_rows_never_become_heads():
    assert cut(("2015 2016",), (ROW, ROW), 4) == (["2015 2016"], [ROW, ROW])


def test_notes_among_the_heads():
    heads, notes = without_notes(lines("2015 2016", "1Data are rounded to three significant digits.", "2", "Use Sales"))
    assert [line.text for line in heads] == ["2015 2016", "Use Sales"]
    assert [line.text for line in notes] == ["1Data are rounded to three significant digits.", "2"]
    assert without_notes(lines("2015 2016"))[1] == []


def test_a_head_without_figures_ends_where_it_names_columns_of_words():
    heads, body = bounded(lines("Type of"), lines("Company Location product", "Acme Corp. Reno, NV Gold."), 0, ())
    assert [line.text for line in heads] == ["Type of", "Company Location product"]
    assert len(body) == 1


def test_a_mark_that_slipped_before_the_last_line_of_a_head_makes_it_no_note():
    heads, notes = without_notes(lines("HTS code", "2Category Quantity Value"))
    assert [line.text for line in heads] == ["HTS code", "Category Quantity Value"]
    assert notes == []
