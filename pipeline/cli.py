"""The `yearbook` command: arguments in, words out, nothing else. Imports no heavy library before it is needed."""

from __future__ import annotations

import argparse
import io
import json
import logging
import os
import sys
import warnings
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from traceback import format_exception

from pipeline import __version__
from pipeline.limits import Limits
from pipeline.outcome import SEVERITIES
from pipeline.records import YearbookError

OUT = "extracted"
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 0 (done), 1 (something held back) or 2 (wrong use, something unreadable)."""
    chosen = parser().parse_args(arguments)
    form = getattr(chosen, "log_format", "text")
    _quiet()
    try:
        code: int = chosen.command(chosen)
        sys.stdout.flush()
    except YearbookError as error:
        return _say_error(str(error), form)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        _say_error("interrupted: nothing published", form)
        return INTERRUPTED
    except Exception as error:
        traceback = "".join(format_exception(error))
        return _say_error(f"a fault of this program: {error!r}: nothing published\n{traceback}", form)
    return code


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    top = argparse.ArgumentParser(
        prog="yearbook",
        description="U.S. Geological Survey Minerals Yearbook chapters as tidy, typed, traceable Parquet.",
        epilog="Exit codes: 0 all published, 1 something held back in quarantine or found that --fail-on names, "
        "2 wrong use or something unreadable, 130 interrupted.",
    )
    top.add_argument("--version", action="version", version=f"yearbook {__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands)
    _add_show(commands)
    _add_companies(commands)
    _add_check(commands)
    _add_release(commands)
    _add_fetch(commands)
    return top


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = commands.add_parser("run", help="extract chapters and publish them")
    run.add_argument(
        "raw",
        nargs="+",
        metavar="RAW",
        help="a chapter (.pdf, .txt, .xls, .xlsx), a folder of them, or the URL of one (s3://)",
    )
    run.add_argument("--out", default=OUT, metavar="DIR", help="where to publish (default: %(default)s)")
    run.add_argument(
        "--workers", type=_workers, metavar="N", help="processes to use (default: one a processor; 0: this one alone)"
    )
    run.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler whose workers read the chapters (tcp://host:8786)"
    )
    run.add_argument("--force", action="store_true", help="extract again what is unchanged")
    run.add_argument("--log-format", choices=("text", "json"), default="text", help="json: one object a line")
    run.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        default="critical",
        help="exit with 1 when anything as grave as this is found (default: %(default)s, which is held back)",
    )
    for name, what in (
        ("megabytes", "size of a file"),
        ("seconds", "processor time for a file"),
        ("memory", "MB for a file"),
        ("unpacked", "MB of a workbook, unpacked"),
        ("pages", "pages of a PDF"),
        ("sheets", "sheets of a workbook"),
        ("cells", "cells of a workbook"),
        ("lines", "lines of a dump"),
    ):
        run.add_argument(
            f"--max-{name}",
            type=_positive,
            default=getattr(Limits(), name),
            metavar="N",
            help=f"most {what} (default: %(default)s)",
        )
    run.set_defaults(command=_run)


def _add_show(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    show = commands.add_parser("show", help="draw a chapter's tables in the terminal")
    show.add_argument("doc", metavar="DOC", help="a doc_id (myb1-2017-indium), a source_id, or a chapter's file")
    show.add_argument("--table", metavar="N", help='one table only ("4A")')
    show.add_argument(
        "--out",
        "--dir",
        type=Path,
        default=Path(OUT),
        metavar="DIR",
        help="the published folder (default: %(default)s)",
    )
    show.add_argument(
        "--image", type=Path, metavar="FILE", help="draw the PDF's pages with what was read on them into FILE (.png)"
    )
    show.add_argument(
        "--raw",
        type=Path,
        default=Path("raw"),
        metavar="DIR",
        help="where the chapters were read from, for --image (default: %(default)s)",
    )
    show.set_defaults(command=_show)


def _add_companies(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    companies = commands.add_parser("companies", help="print which company names are one company, and on what evidence")
    companies.add_argument("out", type=Path, metavar="DIR", help="a published folder")
    companies.set_defaults(command=_companies)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser("check", help="validate what is published")
    check.add_argument("out", type=Path, metavar="DIR", help="a published folder")
    check.add_argument(
        "--explain", metavar="DOC", help="what was found on one chapter, and where (a doc_id, source_id or path)"
    )
    check.set_defaults(command=_check)


def _add_release(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    release = commands.add_parser("release", help="record that a chapter held back may be published")
    release.add_argument("out", type=Path, metavar="DIR", help="a published folder")
    release.add_argument("doc", metavar="DOC", help="a doc_id, source_id or path of a chapter in quarantine")
    release.add_argument("--reason", required=True, metavar="TEXT", help="why it may be published all the same")
    release.add_argument("--by", metavar="NAME", help="who says so (default: the user's name)")
    release.set_defaults(command=_release)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _add_fetch(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    fetch = commands.add_parser("fetch", help="download published chapters")
    fetch.add_argument("--year", required=True, type=_year, metavar="YEAR", help="the edition (2020)")
    fetch.add_argument(
        "--commodity", required=True, metavar="NAMES", help="chapters, with commas between: slugs, titles or file codes"
    )
    fetch.add_argument("--out", default="raw", metavar="DIR", help="where to put them (default: %(default)s)")
    fetch.add_argument(
        "--form", choices=("workbook", "pdf", "both"), default="both", help="what to download (default: %(default)s)"
    )
    fetch.add_argument("--base-url", metavar="URL", help="a mirror of the publisher's folder (default: the catalog's)")
    fetch.add_argument("--log-format", choices=("text", "json"), default="text", help="json: one object a line")
    fetch.set_defaults(command=_fetch)


def _year(text: str) -> int:
    number = int(text)
    if not 1900 < number < 2200:
        raise ValueError
    return number


def _workers(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _quiet() -> None:
    """Libraries' warnings are not for the user, nor for a scheduler that reads JSON lines; no letter stops a line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())


def _say_error(message: str, form: str) -> int:
    from pipeline.log import Log

    Log(sys.stderr, "json" if form == "json" else "text", terminal=False).error(message)
    return 2


def _run(chosen: argparse.Namespace) -> int:
    from pipeline.log import Log
    from pipeline.remote import is_remote, mirror, publish, work_folder
    from pipeline.run import Options, run

    log = Log(sys.stderr, chosen.log_format)
    out = work_folder(chosen.out) if is_remote(chosen.out) else Path(chosen.out)
    try:
        raw = tuple(str(mirror(place, work_folder(place))) if is_remote(place) else place for place in chosen.raw)
        limits = Limits(**{field.name: getattr(chosen, f"max_{field.name}") for field in fields(Limits)})
        options = Options(raw, out, chosen.workers, chosen.force, chosen.fail_on, chosen.scheduler, limits)
        outcome = run(options, log)
        if is_remote(chosen.out):
            with log.stage("copy"):
                copied = publish(out, chosen.out)
            log.info(f"{chosen.out}: {copied.copied} files copied, {copied.removed} removed")
    finally:
        log.close()
    print(json.dumps(outcome.fields()) if chosen.log_format == "json" else outcome.summary(str(chosen.out)))
    return outcome.exit_code


def _show(chosen: argparse.Namespace) -> int:
    from pipeline.show import picture, show
    from pipeline.show.draw import Style

    if chosen.image is not None:
        pages = picture(chosen.doc, chosen.table, chosen.out, chosen.raw, chosen.image)
        print(f"{chosen.image}: {pages} page{'s' if pages > 1 else ''}")
        return 0
    for line in show(chosen.doc, chosen.table, chosen.out, Style.of(sys.stdout)):
        print(line)
    return 0


def _companies(chosen: argparse.Namespace) -> int:
    from pipeline.show.companies import crosswalk

    print(crosswalk(chosen.out), end="")
    return 0


def _check(chosen: argparse.Namespace) -> int:
    if chosen.explain is not None:
        from pipeline.explain import explain

        for line in explain(chosen.out, chosen.explain):
            print(line)
        return 0
    from pipeline.check import check, report

    findings = check(chosen.out)
    for line in report(findings):
        print(line)
    return 1 if any(finding.severity == "critical" for finding in findings) else 0


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return f"user {os.getuid()}"


def _release(chosen: argparse.Namespace) -> int:
    import datetime as dt

    from pipeline.release import release

    for entry in release(chosen.out, chosen.doc, chosen.reason, chosen.by or _user(), dt.date.today()):
        print(f"{entry.doc_id}: source {entry.source_id}: released; critical findings: {len(entry.findings)}")
    print("the next run publishes it")
    return 0


def _fetch(chosen: argparse.Namespace) -> int:
    from pipeline.fetch.catalog import FORMS, catalog

    if "://" in chosen.out:
        raise YearbookError(f"{chosen.out}: chapters are fetched into a folder of this machine only")
    forms = FORMS if chosen.form == "both" else (chosen.form,)
    names = [name for name in chosen.commodity.split(",") if name.strip()]
    if not names:
        raise YearbookError("--commodity: names no chapter")
    wanted = catalog().wanted(chosen.year, names, forms, chosen.base_url)

    from pipeline.fetch.chapters import fetch
    from pipeline.log import Log

    done = fetch(wanted, Path(chosen.out), Log(sys.stderr, chosen.log_format))
    print(json.dumps(done.fields()) if chosen.log_format == "json" else done.summary(chosen.out))
    return done.exit_code
