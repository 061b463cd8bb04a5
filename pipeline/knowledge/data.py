"""Data files beside the code that reads them."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

# The C loader reads the same language some ten times faster; not every build of PyYAML has it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(package: str, name: str) -> Any:
    """The content of the YAML file ``name`` inside ``package`` ("pipeline.knowledge").

    Raises FileNotFoundError where the file is missing and yaml.YAMLError where it does not parse.
    """
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=LOADER)  # both loaders are safe: they make no objects but plain ones
