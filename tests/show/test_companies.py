import io

import pytest
import yaml

from pipeline.log import Log
from pipeline.records import YearbookError
from pipeline.run import Options, run
from pipeline.show.companies import crosswalk
from tests.fakes import STAGES, chapter


def published(tmp_path, *companies):
    for at, named in enumerate(companies):
        chapter(tmp_path / "raw" / f"{at}.txt", f"myb1-201{at}-salt", companies=named)
    options = Options((str(tmp_path / "raw"),), tmp_path / "out", workers=0)
    run(options, Log(io.StringIO()), STAGES)
    return yaml.safe_load(crosswalk(tmp_path / "out"))


def test_each_other_name_of_a_company_with_its_evidence(tmp_path):
    first = [["Halite Co.", "Halite Co."], ["HC", "Halite Co."], ["Sylvite LLC", "Sylvite LLC"]]
    second = [["Halite Company", "Halite Company"], ["HC", "Halite Company"]]
    assert published(tmp_path, first, second) == [
        {
            "name": "Halite Co.",
            "also": [
                {"name": "HC", "mentions": 2, "evidence": "stands for it in myb1-2010-salt and 1 more"},
                {"name": "Halite Company", "mentions": 1, "evidence": "spelling"},
            ],
        }
    ]


def test_nothing_published(tmp_path):
    with pytest.raises(YearbookError, match="nothing is published here"):
        crosswalk(tmp_path)
