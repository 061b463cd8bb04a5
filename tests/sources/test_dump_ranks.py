from pipeline.sources.dump_ranks import last_ranked


def test_ranks_that_count_up_below_a_head_that_says_so():
    texts = [
        "Rank Mine Operator",
        "1 Big Pit Acme Corp.",
        "2 Old Shaft",
        "Bolt Co.",
        "3 New Adit Core Co.",
        "1Data are old.",
    ]
    assert last_ranked(texts) == 4


def test_notes_are_no_ranks():
    assert last_ranked(["Mine Operator", "1 Includes brine.", "2 Sold.", "3 Used."]) == -1
    assert last_ranked(["Rank Mine Operator", "Big Pit", "1 Includes brine.", "2 Sold."]) == -1
