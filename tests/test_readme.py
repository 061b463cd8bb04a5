"""The README is true: what it names exists, and what it quotes is printed."""

import argparse
import re
from pathlib import Path

import pytest

from pipeline.cli import parser
from pipeline.layout import KEYS
from pipeline.outcome import Outcome

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    """The subcommands of the program by name."""
    action = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


def options() -> set[str]:
    """Every option of every subcommand."""
    return {option for one in commands().values() for action in one._actions for option in action.option_strings}


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z]+)", README)) | {"run", "test"}))
def test_make_targets_exist(target):
    assert re.search(rf"^{target}:", MAKEFILE, re.M)


def test_every_make_target_is_documented():
    targets = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.M)
    assert targets is not None
    assert {t for t in targets[1].split() if f"make {t}" not in README} == set()


def test_every_command_is_documented_and_exists():
    assert set(re.findall(r"`yearbook ([a-z]+)", README)) == set(commands())
    assert set(re.findall(r"bin/yearbook ([a-z]+)", README)) <= set(commands())


def test_every_option_is_documented_and_exists():
    documented = set(re.findall(r"`(--[a-z-]+)", README))
    assert documented <= options()
    assert {o for o in commands()["run"]._option_string_actions if o.startswith("--")} - {"--help"} <= documented


def test_every_dataset_is_documented():
    table = re.findall(r"^\| `([a-z_]+)` \|", README, re.M)
    assert table == list(KEYS)


@pytest.mark.parametrize(("state", "published"), [("published", 3), ("unchanged", 3)])
def test_the_quoted_lines_are_the_command_s_own(state, published):
    line = Outcome(state=state, published=published).summary("extracted").split("\n")[0]
    assert f"    {line}\n" in README


def test_the_number_of_sources_is_that_of_the_sample():
    sources = [p for p in (ROOT / "raw").glob("indium-*") if p.suffix in (".txt", ".pdf", ".xlsx")]
    assert f"published {len(sources)} sources" in README


def test_exit_codes_are_those_of_the_help():
    documented = re.search(r"Exit codes: (.*?)\n\n", README, re.S)
    assert documented is not None
    assert re.findall(r"\b(\d),", documented[1]) == re.findall(r"\b(\d) ", parser().epilog or "")


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)]+)\)", README))
def test_links_lead_somewhere(link):
    assert (ROOT / link).exists()
