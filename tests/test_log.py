import io
import json

from pipeline.log import Log, Pace


def test_lines_for_people():
    stream = io.StringIO()
    log = Log(stream)
    log.info("read a")
    log.error("b: empty", source="b")
    log.progress("c", 1, 2)
    assert stream.getvalue() == "read a\nyearbook: b: empty\nc\n"


def test_objects_for_schedulers():
    stream = io.StringIO()
    log = Log(stream, "json")
    log.error("b: empty", source="b")
    log.progress("c", 1, 2, seconds=0.5)
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["level"], first["message"], first["source"]) == ("error", "b: empty", "b")
    assert (second["level"], second["done"], second["total"], second["seconds"]) == ("info", 1, 2, 0.5)
    assert first["time"].endswith("+00:00")


def test_a_bar_is_written_over_and_wiped_before_a_line():
    stream = io.StringIO()
    log = Log(stream, terminal=True)
    log.progress("a" * 200, 1, 2)
    log.error("b")
    bar, wiped, line = stream.getvalue().split("\r")[1:]
    assert len(bar) == len(wiped) == 78
    assert wiped.strip() == ""
    assert line == "yearbook: b\n"


def test_stages_add_up():
    log = Log(io.StringIO())
    for _ in range(2):
        with log.stage("settle"):
            pass
    assert list(log.seconds) == ["settle"]
    assert log.seconds["settle"] > 0


def test_pace_is_told_from_the_first_thing_done():
    now = [100.0]
    pace = Pace(lambda: now[0])
    assert pace.words(5, 225) == ""
    now[0] = 105.0
    assert pace.words(15, 225) == "2.0/s, 1:45 left: "
    now[0] = 205.0
    assert pace.words(225, 225) == "2.1/s, 0:00 left: "


def test_pace_is_not_told_from_nothing():
    pace = Pace(lambda: 1.0)
    assert pace.words(1, 3) == pace.words(2, 3) == ""
