from pipeline.sources.dump_joined import joined_lines
from pipeline.sources.paragraphs import Line


def joined(*texts):
    return [line.text for line in joined_lines([Line(text, at) for at, text in enumerate(texts)])]


def test_figures_on_a_line_of_their_own():
    assert joined("Peru 1 2", "Chile", "3 4", "", "Total 4 6") == ["Peru 1 2", "Chile 3 4", "Total 4 6"]


def test_groups_and_years_stay_alone():
    assert joined("Exports:", "2015 2016", "Peru 1 2") == ["Exports:", "2015 2016", "Peru 1 2"]


def test_figures_and_words_behind_a_numeral_set_apart():
    assert joined("Lime 5", "45 122,000 Peru, 85%.", "Chalk 6 7 Oman, 2%.", "Clay 1 2 Mali, 9%.") == [
        "Lime 5 45 122,000 Peru, 85%.",
        "Chalk 6 7 Oman, 2%.",
        "Clay 1 2 Mali, 9%.",
    ]


def test_rows_that_begin_with_ranks_stay_apart():
    ranks = ("1 2 Acme Co., unit 5", "2 3 Bolt Co., unit 6", "3 1 Core Co.")
    assert joined(*ranks) == list(ranks)


def test_a_whole_row_of_small_figures_waits_for_none():
    assert joined("Peru 5 6", "Chile 7 8", "and castings 1 9") == ["Peru 5 6", "Chile 7 8", "and castings 1 9"]
