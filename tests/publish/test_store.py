from pathlib import Path

import pytest

from pipeline.publish.store import Store
from pipeline.records import YearbookError


def publish(store: Store, content: str) -> bool:
    with store.building() as state:
        (state / "cells").mkdir()
        (state / "cells" / "a").write_text(content)
        (state / "quarantine").mkdir()
        (state / "manifest.json").write_text(content)
        return store.swap(["cells"])


def states(store: Store) -> set[str]:
    return {path.name for path in store.states.iterdir()}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "out")


def test_nothing_is_published_before_the_first_swap(store):
    assert store.current() is None
    assert store.read_manifest() is None
    with store.building():
        pass
    assert not (store.out / "cells").exists()


def test_a_swap_shows_the_new_state_and_keeps_the_previous(store):
    assert publish(store, "one")
    assert publish(store, "two")
    assert (store.out / "cells" / "a").read_text() == "two"
    assert (store.root / "previous" / "cells" / "a").read_text() == "one"
    assert publish(store, "three")
    assert (store.root / "previous" / "cells" / "a").read_text() == "two"
    assert len(states(store)) == 2


def test_the_same_state_is_not_swapped(store):
    assert publish(store, "one")
    before = states(store)
    assert not publish(store, "one")
    assert states(store) == before


def test_a_damaged_state_is_replaced_by_one_of_its_name(store):
    publish(store, "one")
    (store.out / "cells" / "a").write_text("damaged")
    assert publish(store, "one")
    assert (store.out / "cells" / "a").read_text() == "one"


def test_a_removed_name_is_linked_again(store):
    publish(store, "one")
    (store.out / "cells").unlink()
    publish(store, "two")
    assert (store.out / "cells" / "a").read_text() == "two"


def test_links_are_relative_so_that_the_folder_can_move(store):
    publish(store, "one")
    moved = store.out.rename(store.out.with_name("moved"))
    assert (moved / "cells" / "a").read_text() == "one"


def test_what_is_not_ours_is_left_alone(store):
    (store.out / "cells").mkdir(parents=True)
    with pytest.raises(YearbookError, match="cells: was not published by yearbook"):
        publish(store, "one")
    assert list((store.out / "cells").iterdir()) == []
    assert store.current() is None


def test_two_runs_do_not_publish_at_once(store):
    other = Store(store.out)
    with store.lock(), pytest.raises(YearbookError, match="another run is publishing here"), other.lock():
        pass
    with store.lock():
        pass


def test_a_state_left_half_done_is_cleared(store):
    publish(store, "one")
    (store.new / "cells").mkdir(parents=True)
    (store.states / "orphan").mkdir()
    publish(store, "two")
    assert not store.new.exists()
    assert "orphan" not in states(store)
