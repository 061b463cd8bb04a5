from pipeline.sources.dump_shape import named_columns


def named(*lines, figures=1, behind=None, texts=None):
    return named_columns(tuple(tuple(line.split()) for line in lines), figures, behind, texts)


def test_words_on_both_sides_of_a_figure():
    found = named("Annual", "capacity Type of", "Company (metric tons) Location process", behind=0)
    assert found.texts == ("Company",)
    assert found.behind == ("Location", "Type of process")


def test_figures_behind_words():
    found = named("HTS code Category Quantity Value Major sources Percent", figures=2, behind=1)
    assert (found.texts, found.behind) == (("HTS code", "Category"), ("Major sources",))


def test_a_known_number_of_columns():
    assert len(named("Company Location Capacity", texts=1).texts) == 1
    assert named("Company Location Capacity").texts == ("Company", "Location")
