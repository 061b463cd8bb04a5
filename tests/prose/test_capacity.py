import pytest

from pipeline.prose.coordinates import COORDINATE
from pipeline.prose.rules import RULES
from tests.prose.chapter import read, statement


@pytest.mark.parametrize(
    ("rule", "text", "value", "unit"),
    [
        ("adjective", "Zelkon NV closed its 2,000-t/d mill.", 2000, "t/d"),
        ("adjective", "Zelkon NV ran the 420-t/yr ITO manufacturing plant.", 420, "t/yr"),
        ("capacity_after", "Zelkon NV shut 810,000 t/yr of operating capacity.", 810_000, "t/yr"),
        ("capacity_after", "Zelkon NV ran a works (648 t/yr capacity).", 648, "t/yr"),
        ("capacity_before", "Zelkon NV has the capacity to make 35 t/yr of tin.", 35, "t/yr"),
        ("capacity_before", "Capacity of the tin works was about 307,000 t.", 307_000, "t/yr"),
        ("ability", "The works are capable of treating 13,000 t/yr of slag.", 13_000, "t/yr"),
        ("ability", "About 900 t/yr of tin can be reclaimed there.", 900, "t/yr"),
        ("ability", "The Ostra Mine has an estimated annual mining production of 540 t/yr.", 540, "t/yr"),
        ("ability", "Zelkon NV has a mill at Ostra producing 540 t/yr of tin.", 540, "t/yr"),
        ("ability", "The mine’s permit allowed for the extraction of 540 t/yr.", 540, "t/yr"),
        ("ability", "The mine, which had produced 540 t/yr of tin, was closed.", 540, "t/yr"),
        ("purpose", "A pilot plant to recover 540 t/yr of tin was opened.", 540, "t/yr"),
        ("up_to", "Zelkon NV began the recovery of up to 1.5 t/yr of tin.", 1.5, "t/yr"),
        ("expansion", "Further expansion to 9 Mt/yr was agreed upon.", 9_000_000, "t/yr"),
        ("planned", "Zelkon NV planned to produce 14,000 t/yr of tin.", 14_000, "t/yr"),
        ("planned", "Output of the works in the first year was expected to be 200 t of tin.", 200, "t/yr"),
        ("bracket", "Tin producers were Zelkon (540 t/yr) only.", 540, "t/yr"),
        ("bracket", "Zelkon NV ran the Ostra Mine (540 t/yr).", 540, "t/yr"),
        ("capacity_before", "Zelkon NV ran a works designed for 540 t/yr.", 540, "t/yr"),
        ("capacity_before", "World capacity (idle, or under contract) was 540 t/yr.", 540, "t/yr"),
        ("capacity_before", "Zelkon NV treated tin at Trail, where capacity was 75 t/yr.", 75, "t/yr"),
    ],
)
def test_each_rule_reads_its_wording(rule, text, value, unit):
    found = statement(text)
    assert (found.rule, found.value, found.unit) == (rule, value, unit)


def test_a_rate_joined_to_a_capacity_is_one_too():
    found = read("Zelkon NV ran an 80,000-t/yr plant for oxide, or 15,000 t/yr of metal.").statements
    assert [(s.value, s.rule) for s in found] == [(80_000, "adjective"), (15_000, COORDINATE.name)]


@pytest.mark.parametrize(
    "text",
    [
        "Zelkon NV produced 300 t/yr of tin.",
        "Demand for tin is expected to grow to 400,000 t/yr.",
        "Consumption ranged between 100 and 160 t/yr.",
        "Imports are expected to reach 60,000 t/yr.",
        "Ships with cargo capacities of 170,000 t were used.",
        "Tin was sold for $25,000 per metric ton.",
        "Reserves at the mine were 48 Mt.",
        "Zelkon NV decreased tin production at the smelter to 800,000 t/yr.",
        "Smelters ran at 85% of capacity and made 20 Mt.",
        "A plant with a capacity of 563 megawatts powers the grid.",
        "Chile is expected to stay ahead, with annual output exceeding 14 Mt.",
        "The mine had a capacity of ore and reserves of 34.5 Mt of reserves.",
    ],
)
def test_other_figures_are_no_capacities(text):
    assert read(text).statements == []


def test_a_figure_given_again_in_other_units_is_one_statement():
    found = statement("Capacity rose to 4.6 million metric tons per year (5.07 million short tons per year).")
    assert (found.value, found.unit) == (4_600_000, "t/yr")


def test_the_abbreviation_of_the_unit_does_not_part_a_figure_from_its_repeat():
    found = statement("Capacity rose to 4.6 million metric tons per year (Mt/yr) (5.07 million short tons per year).")
    assert found.value == 4_600_000


def test_a_weight_that_a_capacity_rose_from():
    found = read("World mine capacity rose to 8.5 Mt in 2016 from 7.5 Mt in 2015.").statements
    assert [s.value for s in found] == [8_500_000, 7_500_000]


def test_evidence_and_offsets():
    prose = read("World Review", "Peru.—It rained. Zelkon NV closed its 2,000-t/d mill. It was dry.")
    (found,) = prose.statements
    assert found.evidence == "Zelkon NV closed its 2,000-t/d mill."
    assert prose.paragraphs[found.paragraph].text[found.start : found.end] == "2,000-t/d"


def test_years_of_levels_and_of_plans():
    level, plan = read("Capacity was 20 t/yr in 2016.", "Capacity would rise to 30 t/yr by 2020.").statements
    assert (level.year, level.projected_year) == (2016, None)
    assert (plan.year, plan.projected_year) == (None, 2020)
    assert statement("Capacity was 20 t/yr.").year == 2017


def test_every_rule_has_its_own_name():
    assert len({rule.name for rule in (*RULES, COORDINATE)}) == len(RULES) + 1


def test_a_rate_that_is_no_capacity_is_a_finding():
    prose = read("Zelkon NV produced 300 t/yr of tin.")
    (finding,) = prose.findings
    assert (finding.rule, finding.severity, finding.dataset) == ("rate_without_capacity", "info", "capacity")
    assert finding.observed == "Zelkon NV produced 300 t/yr of tin."


def test_a_forecast_is_a_finding():
    prose = read("Outlook", "Output of tin in Chile is expected to reach 300 t/yr by 2025.")
    assert [finding.rule for finding in prose.findings] == ["output_forecast"]
    assert prose.statements == []


def test_a_restated_capacity_is_a_finding():
    prose = read("Capacity rose to 4.6 million metric tons per year (5.07 million short tons per year).")
    assert [finding.rule for finding in prose.findings] == ["capacity_restated"]


def test_a_capacity_is_no_finding():
    assert read("Zelkon NV ran a 300-t/yr plant.").findings == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The converted 300 t/yr furnace was switched.", [300]),
        ("Zelkon NV was developing a system to produce 300 t/yr of alloy.", [300]),
        ("China was first with capacity of 300 million metric tons (Mt) in 2016, up from 200 Mt in 2015.", [3e8, 2e8]),
        ("A maker with half of the capacity in Peru, reported output of metal of 300 t.", []),
        ("Zelkon NV was building two trains of 300 t/yr each.", [300]),
        ("Zelkon NV studied a mine. The study was based on 300 t/yr of tin.", [300]),
        ("Zelkon NV expanded its mill to 300 short tons per year from 200 short tons.", [300, 200]),
        ("Zelkon NV planned output of 300 t/yr for 2021 and 400 t/yr by 2026.", [300, 400]),
        ("Output at the Ostra Mine was being increased to 300 t/yr from 200 t/yr.", [300, 200]),
        ("Zelkon NV studied a mine. The study outlined a mine producing 300 t/yr.", [300]),
        ("Zelkon NV expected 300 t/yr from the Ostra Mine.", [300]),
        ("Zelkon NV has a deposit that would support 300 t/yr of tin for years.", [300]),
        ("Closed capacity in China totaled 300 t/yr.", [300]),
        ("Zelkon NV lost 300 t of annual production capacity.", [300]),
        ("Output, which would have declined, usually totals 300 t/yr.", []),
        (
            "World capacity of all the facilities in operation, being built, or agreed on under contract in the year "
            "of the report was estimated to be about 300 t/yr.",
            [300],
        ),
        ("Zelkon NV planned 50 t/yr by 2018–19 and 67 t/yr by 2022.", [50, 67]),
        ("The second phase was expected to treat 4 t/yr of ore, producing 2 t/yr of tin.", [4, 2]),
        ("Zelkon NV approved a project to develop 22 t/yr of tin.", [22]),
        ("With the mill, the annual output at Ostra could reach 50 t of tin.", [50]),
        ("The small 90-t/d (30,000-t/yr) plant was opened.", [90, 30000]),
        ("The pipeline had a delivery capacity of 20 t/yr.", []),
        ("World capacity was 50 t/yr, a 2% decrease from 51 t/yr and a 3.6% decrease from 52 t/yr.", [50, 51, 52]),
        (
            "Capacity was 20 t/yr at Zelkon NV’s mine; Alto Inc.’s mine, 30 t/yr; and Corin Ltd.’s, 40 t/yr.",
            [20, 30, 40],
        ),
        ("The Ostra mine has a long life and an average annual tin production of 20 t.", [20]),
        ("Large makers are defined by Alto Ltd. as plants with more than 20 t/yr of capacity.", []),
        ("Capacity rose by roughly 600 t.", [600]),
        ("Zelkon NV would triple the annual capacity of its Ostra mill to 3 GWh.", [3]),
        ("Zelkon NV began operations of an additional 75 t/yr of tin production in Vela.", [75]),
        ("The Ostra mine had estimated annual tin production of 50 t prior to 1990.", []),
        ("Zelkon NV opened the Ostra plant with a capacity of 2 t/yr to 3 t/yr.", [2]),
    ],
)
def test_which_figures_are_capacities(text, values):
    assert [s.value for s in read(text).statements] == values


def test_weights_in_turn_after_a_capacity():
    found = read("Mine and mill capacities in Chile rose by 5,000 t and 7,000 t, respectively.").statements
    assert [s.value for s in found] == [5000, 7000]


def test_weights_listed_after_a_capacity():
    found = read("Zelkon NV had annual capacities of 7,000 t of tin, 4,000 t of zinc, and 1.5 Mt of slag.").statements
    assert [s.value for s in found] == [7000, 4000, 1_500_000]
