"""Counting word errors and letter case against a correct text."""

from bench.letters import Prose, compare, key_words


def words(text):
    return text.split()


def test_front_matter_is_no_part_of_the_key():
    paragraph = "Mines " * 40
    assert key_words(f"Indium\nBy Someone\n{paragraph}\nOutlook") == [*["Mines"] * 40, "Outlook"]


def test_a_restored_capital_counts_and_a_lost_one_does_not():
    found = compare(words("United Mines of Utah"), words("United mines of utah"))
    assert (found.capitals, found.restored, found.raised, found.errors) == (3, 1, 0, 0)


def test_a_capital_too_many_is_counted():
    assert compare(["metal", "trade"], ["Metal", "trade"]).raised == 1


def test_words_left_out_put_in_and_changed_are_errors():
    key = words("one two three four five six")
    assert compare(key, words("one two four five six")).errors == 1
    assert compare(key, words("one two three x four five six")).errors == 1
    assert compare(key, words("one two three y five six")).error_rate == 1 / 6


def test_counts_add_up():
    assert Prose(10, 1, 4, 3, 1) + Prose(10, 0, 6, 6, 0) == Prose(20, 1, 10, 9, 1)
    assert (Prose(10, 1, 4, 3, 1) + Prose(10, 0, 6, 6, 0)).case == 0.9
