"""What a run came to, in words, in numbers and as an exit code."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["critical", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("critical", "warning", "info")


@dataclass(slots=True)
class Outcome:
    """The figures of a run's summary.

    ``state``: a new one was ``published``, everything was made again and came out the ``same``, or nothing had to be
    done (``unchanged``). ``reused`` sources were not read again. ``held`` are paths of sources in quarantine with
    their reasons, ``failed`` error lines, ``figures`` the published observations. ``fail_on``: findings of this
    severity or a worse one make the run count as one that held something back.
    """

    state: Literal["published", "same", "unchanged"] = "unchanged"
    published: int = 0
    reused: int = 0
    held: dict[str, list[str]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    figures: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    fail_on: Severity = "critical"

    @property
    def exit_code(self) -> int:
        """0 all published, 1 something held back or found that ``fail_on`` names, 2 something unreadable."""
        named = SEVERITIES[: SEVERITIES.index(self.fail_on) + 1]
        return 2 if self.failed else 1 if self.held or any(self.findings[severity] for severity in named) else 0

    def fields(self) -> dict[str, Any]:
        """The summary as one JSON object."""
        return {
            "event": "summary",
            "state": self.state,
            "published": self.published,
            "reused": self.reused,
            "held_back": sorted(self.held),
            "failed": self.failed,
            "figures": self.figures,
            "findings": {severity: self.findings[severity] for severity in SEVERITIES},
            "seconds": {stage: round(seconds, 3) for stage, seconds in self.seconds.items()},
            "exit_code": self.exit_code,
        }

    def summary(self, out: str) -> str:
        """The summary as lines for people; ``out`` is the published folder."""
        first = {
            "published": f"published {self.published} sources in {out} ({self.reused} unchanged, not read again)",
            "same": f"made {self.published} sources again: every file in {out} came out the same",
            "unchanged": f"unchanged: {out} was made from these inputs by this version; nothing to do",
        }[self.state]
        findings = ", ".join(f"{self.findings[severity]:,} {severity}" for severity in SEVERITIES)
        seconds = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in self.seconds.items())
        return "\n".join(
            [
                first,
                f"{self.figures:,} figures; held back {len(self.held)}, failed {len(self.failed)}",
                f"findings: {findings}",
                f"seconds: {seconds}",
            ]
        )
