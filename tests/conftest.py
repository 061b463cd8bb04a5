from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The corpus beside the checkout; tests that read real chapters skip where it is missing."""
    path = Path(__file__).parents[2] / "shared"
    if not path.is_dir():
        pytest.skip("the corpus (../shared) is not here")
    return path
