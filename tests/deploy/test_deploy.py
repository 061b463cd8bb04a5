"""The units are sound, and the cron line and the alert do what they say, with stand-ins for what they call."""

import fcntl
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.cli import parser

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = ("yearbook.service", "yearbook.timer", "yearbook-alert@.service")
SYSTEMD = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not there")
FLOCK = pytest.mark.skipif(shutil.which("flock") is None, reason="flock is not there")


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def program(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def verify(folder: Path, spoil: tuple[str, str] = ("", "")) -> str:
    """What `systemd-analyze verify` finds amiss in the units, installed in ``folder``."""
    program(folder / "opt" / "deploy" / "alert", "true")
    program(folder / "opt" / ".venv" / "bin" / "yearbook", "true")
    for name in UNITS:
        unit = text(name).replace("/opt/yearbook", str(folder / "opt")).replace(*spoil)
        (folder / name).write_text(unit.replace("/usr/bin/flock", shutil.which("flock") or "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(folder / name) for name in UNITS)], capture_output=True, text=True
    )
    return done.stdout + done.stderr + ("failed" if done.returncode else "")


@SYSTEMD
def test_the_units_are_sound(tmp_path):
    assert verify(tmp_path) == ""


@SYSTEMD
@pytest.mark.parametrize("spoil", [("OnFailure=", "OnFailed="), ("OnCalendar=*", "OnCalendar=never "), ("6h", "6x")])
def test_the_check_would_find_a_fault(tmp_path, spoil):
    assert verify(tmp_path, spoil) != ""


def test_a_failure_alerts_by_a_unit_that_is_there():
    alert = re.search(r"^OnFailure=(.*)@%n\.service$", text("yearbook.service"), re.M)
    assert alert is not None
    assert (DEPLOY / f"{alert[1]}@.service").is_file()
    assert (DEPLOY / "alert").stat().st_mode & 0o111


@pytest.mark.parametrize("name", ["yearbook.service", "yearbook.cron"])
def test_the_commands_of_units_and_cron_line_are_the_program_s(name):
    commands = re.findall(r"/bin/yearbook ((?:run|fetch) [^>\n]*)", text(name))
    assert commands
    for command in commands:
        parser().parse_args(command.split())


@pytest.fixture
def installed(tmp_path):
    """A stand-in for the machine: what `logger` and the alert's command get is in ``logged`` and ``mailed``."""
    program(tmp_path / "bin" / "logger", f'echo "$@" >>{tmp_path}/logged')
    program(tmp_path / "bin" / "journalctl", 'echo "journal: $*"')
    (tmp_path / "defaults").write_text(f'ALERT_COMMAND="cat >>{tmp_path}/mailed"\n')
    (tmp_path / "var").mkdir()
    return tmp_path


def environment(folder: Path, defaults: str = "defaults") -> dict[str, str]:
    return {"PATH": f"{folder / 'bin'}:/usr/bin:/bin", "YEARBOOK_DEFAULTS": str(folder / defaults)}


def cron(folder: Path, run: str) -> int:
    """Do what the cron line says, where ``run`` stands for the program."""
    program(folder / "opt" / ".venv" / "bin" / "yearbook", run)
    (line,) = (line for line in text("yearbook.cron").splitlines() if re.match(r"\d", line))
    command = line.split(None, 6)[6]
    assert "%" not in command  # the end of a command, to cron
    command = command.replace("/opt/yearbook/deploy", str(DEPLOY)).replace("/opt/yearbook", str(folder / "opt"))
    command = command.replace("/var/lib/yearbook", str(folder / "var"))
    return subprocess.run(["sh", "-c", command], env=environment(folder)).returncode


@FLOCK
def test_the_cron_line_logs_and_is_silent_when_all_went_well(installed):
    assert cron(installed, 'echo "did $*"; echo more >&2') == 0
    assert (installed / "var" / "yearbook.log").read_text() == "did run raw --out extracted --log-format json\nmore\n"
    assert not (installed / "mailed").exists()


@FLOCK
@pytest.mark.parametrize("code", [1, 2])
def test_the_cron_line_alerts_on_failure_with_the_end_of_the_log(installed, code):
    cron(installed, f"echo what went wrong; exit {code}")
    mailed = (installed / "mailed").read_text().splitlines()
    assert mailed[0].startswith("yearbook failed on ")
    assert mailed[1:] == ["what went wrong"]


@FLOCK
def test_the_cron_line_runs_nothing_while_another_run_holds_the_lock(installed):
    with open(installed / "var" / "lock", "w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        cron(installed, "echo ran")
    assert (installed / "var" / "yearbook.log").read_text() == ""
    assert (installed / "mailed").exists()


def alert(folder: Path, *arguments: str, defaults: str = "defaults") -> int:
    return subprocess.run(
        [DEPLOY / "alert", *arguments], env=environment(folder, defaults), capture_output=True
    ).returncode


def test_an_alert_on_a_unit_has_the_end_of_its_journal(installed):
    assert alert(installed, "yearbook.service") == 0
    assert "--unit=yearbook.service" in (installed / "mailed").read_text()
    assert re.fullmatch(
        r"--tag yearbook --priority daemon\.crit yearbook failed on \S+: yearbook\.service\n",
        (installed / "logged").read_text(),
    )


def test_an_alert_without_a_command_is_in_the_system_s_log(installed):
    assert alert(installed, "yearbook.service", defaults="none") == 0
    assert (installed / "logged").exists()
    assert not (installed / "mailed").exists()


def test_an_alert_that_cannot_be_sent_fails(installed):
    (installed / "defaults").write_text('ALERT_COMMAND="false"\n')
    assert alert(installed, "yearbook.service") != 0
    assert alert(installed) != 0


def test_the_example_of_defaults_is_read_by_the_alert(installed):
    program(installed / "bin" / "mail", f'cat >>{installed}/mailed; echo "$@" >>{installed}/mailed')
    shutil.copy(DEPLOY / "yearbook.default", installed / "defaults")
    assert alert(installed, "yearbook.service") == 0
    assert (installed / "mailed").read_text().endswith("-s yearbook failed operator@example.org\n")


def test_the_readme_names_every_file():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in DEPLOY.iterdir() if f"deploy/{path.name}" not in readme} == set()
