import os
from pathlib import Path

import pytest
from hypothesis import settings

# In continuous integration the same examples are tried each time: a new one is found at a desk, not on the way in.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The corpus beside the checkout; tests that read real chapters skip where it is missing."""
    path = Path(__file__).parents[2] / "shared"
    if not path.is_dir():
        pytest.skip("the corpus (../shared) is not here")
    return path
