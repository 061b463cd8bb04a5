"""Columns hold the kind of thing that the schema says."""

from __future__ import annotations

from typing import Any

from great_expectations.compatibility.pydantic import Field
from great_expectations.expectations.expectation import BatchExpectation

_KINDS = {"category": "text", "boolean": "flags", "f": "numbers", "i": "numbers"}


class ExpectColumnsToHoldTypes(BatchExpectation):
    """Each column is there and holds text, numbers or flags, as listed; a figure published as text cannot be summed."""

    metric_dependencies = ("table.column_types",)
    success_keys = ("text", "numbers", "flags")
    text: list[str] = Field(default=[])
    numbers: list[str] = Field(default=[])
    flags: list[str] = Field(default=[])

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        kinds = {column["name"]: _kind(column["type"]) for column in metrics["table.column_types"]}
        wanted = {name: kind for kind in self.success_keys for name in getattr(self, kind)}
        wrong = {name: kinds.get(name, "missing") for name, kind in wanted.items() if kinds.get(name) != kind}
        details = {
            "columns": ", ".join(f"{name} ({wanted[name]})" for name in wrong),
            "found": ", ".join(wrong.values()),
        }
        return {"success": not wrong, "result": {"observed_value": wrong, "details": details}}


def _kind(dtype: Any) -> str:
    return _KINDS.get(dtype.name) or _KINDS.get(dtype.kind, dtype.name)
