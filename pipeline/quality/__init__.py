"""Expectations over the published rows: what must hold of them, checked with Great Expectations, and what did not.

The suites are in ``expectations/``, one JSON a dataset; each row that breaks one becomes a finding. Great Expectations
takes seconds to import, so it loads inside `prepare` and `validate` only.
"""

from pipeline.quality.check import prepare, validate

__all__ = ["prepare", "validate"]
