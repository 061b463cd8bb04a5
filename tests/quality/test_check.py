def test_a_good_chapter_has_no_findings(rows, validated):
    assert validated(rows) == []
