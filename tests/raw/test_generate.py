"""The sample edition in the repository is what its generator writes."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("edition")
    subprocess.run([sys.executable, "-m", "raw.sample", str(folder)], cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("name", ["indium-2017.txt", "indium-2018.pdf", "indium-2018.xlsx"])
def test_reproduced_byte_for_byte(written, name):
    assert (written / name).read_bytes() == (ROOT / "raw" / name).read_bytes()
