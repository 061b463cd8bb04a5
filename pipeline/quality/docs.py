"""A run's validation as pages a person reads: Great Expectations' Data Docs, a page a dataset, and an index of them.

The pages are made from the results at hand, with no store and no site of Great Expectations' own; they tell how often
an expectation does not hold and show some of the rows. The findings have them all. They are no part of the published
state: Great Expectations puts names of chance into them. Their style comes from the network when they are looked at,
as that of all Data Docs.
"""

from __future__ import annotations

import html
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationValidationResult

FOLDER = "_docs"
SHOWN = 20  # values of one expectation that a page shows
KEPT = ("element_count", "unexpected_count", "unexpected_percent", "missing_count", "missing_percent")


def page(suite: ExpectationSuite, results: Mapping[str, ExpectationValidationResult]) -> str:
    """The page of one dataset: ``results`` are those of the suite's expectations, by rule."""
    from great_expectations.core import ExpectationSuiteValidationResult
    from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer
    from great_expectations.render.view.view import DefaultJinjaPageView

    light = [_light(result) for _, result in sorted(results.items())]
    held = sum(bool(result.success) for result in light)
    statistics = {
        "evaluated_expectations": len(light),
        "successful_expectations": held,
        "unsuccessful_expectations": len(light) - held,
        "success_percent": 100.0 * held / len(light) if light else None,
    }
    whole = ExpectationSuiteValidationResult(
        success=held == len(light), results=light, suite_name=suite.name, statistics=statistics, meta={}
    )
    view: Any = DefaultJinjaPageView()  # its methods are not typed
    return str(view.render(ValidationResultsPageRenderer().render(whole)))


def _light(result: ExpectationValidationResult) -> ExpectationValidationResult:
    """A result with what a page shows: counts and some values."""
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    found = result.result or {}
    shown = list(found.get("partial_unexpected_list") or found.get("unexpected_list", []))[:SHOWN]
    config = result.expectation_config
    assert config is not None
    return ExpectationValidationResult(
        success=result.success,
        expectation_config=ExpectationConfiguration(type=config.type, kwargs=config.kwargs),
        result=_share(found)
        | {name: found[name] for name in KEPT if name in found}
        | {"partial_unexpected_list": shown},
    )


def _share(found: Mapping[str, Any]) -> dict[str, float]:
    """The percentage that pages tell, which the project's own expectations leave out."""
    elements, unexpected = found.get("element_count"), found.get("unexpected_count")
    return {"unexpected_percent": 100.0 * unexpected / elements} if elements and unexpected is not None else {}


def write_docs(out: Path, pages: Mapping[str, str], counts: Mapping[str, int]) -> Path:
    """Write the pages into ``out/_docs`` in place of those of the run before; returns the index's path.

    ``counts`` are the findings by severity. Raises OSError where the folder cannot be written.
    """
    folder, fresh = out / FOLDER, out / f".{FOLDER}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for dataset, text in sorted(pages.items()):
        (fresh / f"{dataset}.html").write_text(text, encoding="utf-8")
    (fresh / "index.html").write_text(_index(sorted(pages), counts), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return folder / "index.html"


def _index(datasets: Sequence[str], counts: Mapping[str, int]) -> str:
    found = ", ".join(f"{number:,} {severity}" for severity, number in counts.items())
    links = "\n".join(f'<li><a href="{name}.html">{html.escape(name)}</a></li>' for name in datasets)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Validation</title></head>\n'
        f"<body><h1>Validation</h1>\n<p>Findings: {html.escape(found)}.</p>\n<ul>\n{links}\n</ul></body></html>\n"
    )
