import resource
import signal

import pytest

from pipeline.limits import Limits, held_to
from pipeline.records import UnreadableSource


def test_a_file_too_large_says_so():
    Limits(megabytes=2).check_size("a.pdf", 2 << 20)
    with pytest.raises(UnreadableSource, match=r"a\.pdf: 3 MB are more than the 2 MB of --max-megabytes"):
        Limits(megabytes=2).check_size("a.pdf", 3 << 20)


def spin():
    while True:
        pass


def test_what_never_ends_is_ended():
    with (
        pytest.raises(UnreadableSource, match=r"a\.pdf: takes more than the 1 s of --max-seconds"),
        held_to(Limits(seconds=1), "a.pdf"),
    ):
        spin()


def test_afterwards_all_is_as_before():
    before = resource.getrlimit(resource.RLIMIT_CPU), signal.getsignal(signal.SIGXCPU)
    with held_to(Limits(seconds=5), "a.pdf"):
        assert resource.getrlimit(resource.RLIMIT_CPU) != before[0]
    assert (resource.getrlimit(resource.RLIMIT_CPU), signal.getsignal(signal.SIGXCPU)) == before


def test_a_limit_from_outside_stays_the_highest(monkeypatch):
    set_to = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (7, 7))
    monkeypatch.setattr(resource, "setrlimit", lambda what, limits: set_to.append(limits))
    with held_to(Limits(seconds=5000), "a.pdf"):
        pass
    assert set_to == [(7, 7), (7, 7)]
