import pytest

from tests.prose.chapter import read, statement


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Zelkon NV operated a 50-t/yr plant.", "operating"),
        ("Zelkon NV had the capacity to make 50 t/yr.", "operating"),
        ("Zelkon NV planned to build a 50-t/yr plant.", "planned"),
        ("The mine would have a capacity of 50 t/yr.", "planned"),
        ("Construction of a 50-t/yr plant continued.", "planned"),
        ("Construction of a 50-t/yr plant was completed in May.", "operating"),
        ("Zelkon NV completed a feasibility study of a 50-t/yr plant.", "planned"),
        ("Zelkon NV shut down its 50-t/yr plant.", "closed"),
        ("The 50-t/yr plant has been idled since 2009.", "closed"),
        ("Zelkon NV shut down its 50-t/yr plant for several weeks.", "operating"),
        ("Output of the 50-t/yr mine was less than planned.", "operating"),
        ("Zelkon NV had a capacity of 50 t/yr of tin from spent targets.", "operating"),
        ("An economic assessment foresees a mine that could yield 50 t/yr.", "planned"),
        ("Zelkon NV received a license for a 50-t/yr mine.", "planned"),
        ("The capacity of the mine was 50 t/yr and further expansion was planned.", "operating"),
        ("Zelkon NV planned to expand output from its current capacity of 50 t/yr.", "operating"),
        ("World capacity (with what was under construction) was 50 t/yr.", "operating"),
        ("World capacity (in use and under contract) was reported to be 50 t/yr, including what is idle.", "operating"),
        ("When completed, the plant would have the capacity to make 50 t/yr.", "planned"),
        ("The Ostra complex, which had a capacity of 50 t/yr, remained closed.", "closed"),
        ("Zelkon NV closed its Corin Mine. The company’s capacity at Ostra was 50 t/yr.", "operating"),
        ("Zelkon NV was adding a 50-t/yr plant.", "planned"),
        ("A decision on the 50-t/yr Ostra project was postponed.", "planned"),
        ("The Ostra project, a 50-t/yr mine, was put on hold.", "planned"),
        ("The Ostra deposit could yield 50 t/yr, according to a scoping study.", "planned"),
        ("Alto Corp. idled its smelter. World capacity was 50 t/yr.", "operating"),
        ("Zelkon NV planned to mill 50 t/yr once rampup was completed.", "planned"),
        ("A mill is to be built. When it was completed it would be large. Capacity would be 50 t/yr.", "planned"),
        ("The plant had a capacity of 50 t/yr and cost $2 billion to build.", "operating"),
        ("Alto Corp. closed its mine. Zelkon NV’s mine had a capacity of 50 t/yr.", "operating"),
        ("Alto Corp. closed its mine. The mine had a capacity of 50 t/yr.", "closed"),
        ("Zelkon NV would raise output at its Ostra Mine, which had a capacity of 50 t/yr.", "operating"),
        ("Zelkon NV was building a mill, which had a design capacity of 50 t/yr.", "planned"),
        ("Zelkon NV idled its Ostra Mine, which had a capacity of 50 t/yr.", "closed"),
        ("The Ostra Mine (50-t/yr capacity) remained on care-and-maintenance status.", "closed"),
        ("Zelkon NV closed its mine. The company continued to operate its 50-t/yr mill.", "operating"),
        ("Zelkon NV restarted its mine. The mine, which had been idle, had a capacity of 50 t/yr.", "operating"),
        ("Zelkon NV left its 50-t/yr mill at Ostra partially completed.", "planned"),
        ("Zelkon NV said that its 50-t/yr mill was 70% complete.", "planned"),
        ("Zelkon NV halted an expansion that would have raised capacity to 50 t/yr.", "closed"),
        ("The Ostra Mine, with 50 t/yr of capacity, was scheduled to close.", "operating"),
        ("Zelkon NV would idle its 50-t/yr mill.", "operating"),
        ("Zelkon NV owned the Ostra project, which could yield 50 t/yr.", "planned"),
        ("Zelkon NV opened a mill. The mill was expected to recover 50 t/yr.", "operating"),
        ("Zelkon NV commissioned a mill. A second phase would raise capacity to 50 t/yr.", "planned"),
        ("Zelkon NV would supply a 50-t/yr mill in Ostra that was idle.", "closed"),
        ("A unit capable of making 50 t/yr was scheduled to start up in May.", "planned"),
        ("Zelkon NV announced an expansion of its mill by 50 t/yr.", "planned"),
        ("Zelkon NV’s 50-t/yr project in Ostra awaited a license.", "planned"),
        ("Zelkon NV completed the design for a mill to recover up to 50 t/yr.", "planned"),
        ("Zelkon NV expected its 50-t/yr mill to be completed by 2018.", "planned"),
        ("The 50-t/yr Ostra mill was planned for 2018.", "planned"),
        ("Zelkon NV’s 50-t/yr mill was approved.", "planned"),
        ("Zelkon NV secured $5 million for its 50-t/yr mill.", "planned"),
        ("Output at the 50-t/yr mill was less than expected.", "operating"),
        ("Zelkon NV agreed to sell its 50-t/yr mill.", "operating"),
        ("Zelkon NV planned to add a shaft at its 50-t/yr mine.", "operating"),
        ("The 50-t/yr mine was expected to operate until 2025.", "operating"),
        ("Zelkon NV would begin production at its 50-t/yr mill.", "planned"),
        ("The 50-t/yr mill was scheduled to open in May.", "planned"),
        ("Zelkon NV delayed the restart of its 50-t/yr mill.", "closed"),
        ("Zelkon NV abandoned its plan to build a 50-t/yr mill.", "closed"),
        ("Zelkon NV planned a mill. The 50-t/yr mill would be large.", "planned"),
        ("Construction of the 50-t/yr mill began and was to be completed in May.", "planned"),
        ("Zelkon NV shut its 50-t/yr mill for routine maintenance.", "operating"),
        ("A 50-t/yr mill was nearing completion.", "planned"),
        ("Zelkon NV built a 50-t/yr mill in 2015 and planned another.", "operating"),
        ("Zelkon NV began building a 50-t/yr mill.", "planned"),
        ("The Ostra Mine was to reach 50 t/yr of capacity.", "planned"),
        ("Another proposed mill, Zelkon NV’s 50-t/yr mill at Ostra, was canceled.", "closed"),
        ("Zelkon NV had a capacity of 50 t/yr and its Corin mill, in Peru, remained closed.", "operating"),
        ("The expansion was completed with a 50-t/yr line that was to be used for powder.", "operating"),
        ("In May, Zelkon NV opened a new $8 million mill in Ostra. The mill would make 50 t/yr.", "operating"),
        ("Zelkon NV completed a new mill at its Ostra works. The mill would make 50 t/yr.", "operating"),
        ("Zelkon NV started mining at Ostra. Zelkon expected the mine to make 50 t/yr.", "operating"),
        ("Zelkon NV began production at its Ostra mill, which would make 50 t/yr.", "operating"),
        ("Zelkon NV’s new mill at Ostra was set for commissioning. The mill can make 50 t/yr.", "planned"),
        ("Zelkon NV’s mill offset the closure of its 50-t/yr mine.", "closed"),
        ("Zelkon NV shut down half of its 50-t/yr capacity.", "operating"),
        ("A 50-t/yr mill at Ostra that was restarted in May is large.", "operating"),
        ("Zelkon NV completed a 50-t/yr mill, but startup was delayed.", "planned"),
        (
            "A dam failed at the 50-t/yr Ostra mine. In 2017 the company said operations would remain suspended.",
            "closed",
        ),
        ("Zelkon NV continued its $8 million expansion at Ostra, which included a new mill of 50 t/yr.", "planned"),
        ("Zelkon NV decided not to proceed with the 50-t/yr mill.", "closed"),
        ("The adjacent 50-t/yr mill would not be affected.", "operating"),
        ("A 50-t/yr mill was under consideration.", "planned"),
        ("Zelkon NV’s mill, with an installed capacity of 50 t/yr, remained on care-and-maintenance status.", "closed"),
        ("World capacity decreased to 50 t/yr as old mills were closed.", "operating"),
        ("World capacity of mills operating, under construction, and under contract was 50 t/yr.", "operating"),
        ("World capacity continued to increase, to 50 t/yr, in 2016.", "operating"),
        ("The new mill was switched in anticipation of demand, a 50-t/yr mill.", "operating"),
        ("Zelkon NV planned to convert its 50-t/yr mill to gas.", "operating"),
        ("The mill, whose capacity is 50 t/yr, would be converted to gas.", "operating"),
        ("The mill was idled in July. The mill, which has a capacity of 50 t/yr, was restarted in May.", "operating"),
        ("Zelkon NV’s mill burned and had not restarted by yearend. It had a capacity of 50 t/yr.", "closed"),
        ("Zelkon NV acquired the unfinished 50-t/yr Ostra project.", "planned"),
        ("Zelkon NV’s mill can make 50 t/yr and is being expanded.", "operating"),
        ("Zelkon NV closed two mills. The company’s remaining capacity was 50 t/yr.", "operating"),
        ("After the closure of a mill, Zelkon NV’s capacity was 50 t/yr.", "operating"),
        ("Zelkon NV built a 50-t/yr mill that was to be the largest in Peru.", "operating"),
        ("Zelkon NV agreed to buy Alto AG’s 50-t/yr mill.", "operating"),
        ("Zelkon NV speeded up an expansion after its mine was flooded, reducing its capacity by 50 t/yr.", "closed"),
        ("Zelkon NV acquired a deposit and approved a project to develop 50 t/yr of tin.", "planned"),
        (
            "Zelkon NV idled a mine. The company produced 9 t from stocks, and the mine had a capacity of 50 t/yr.",
            "closed",
        ),
        ("The mill has a capacity of 50 t/yr and was idled in May.", "closed"),
        ("Zelkon NV held a share in the 50-t/yr Ostra project.", "planned"),
        ("Zelkon NV planned to sell its mill in Ostra, with a capacity of 50 t/yr.", "operating"),
        ("Zelkon NV planned to build a urea unit at its 50-t/yr mill.", "operating"),
        ("Zelkon NV was expected to run the mill at its full capacity of 50 t/yr.", "operating"),
        ("Zelkon NV broke ground for a mill. The mill has a design capacity of 50 t/yr.", "planned"),
        ("Zelkon NV continued to delay the startup of its 50-t/yr mill that was completed in 2013.", "planned"),
        ("Zelkon NV failed. Zelkon produced about 50 t/yr of tin prior to being in business rescue.", "closed"),
        (
            "Zelkon NV changed its schedule for expansion after a mine was flooded, cutting its capacity by 50 t/yr.",
            "closed",
        ),
        ("Zelkon NV idled its Vela mine. Vela had a capacity of 50 t/yr.", "closed"),
        (
            "Operations at the Vela Mine were suspended. In June, Alto AG won a suit for the 50-t/yr Vela Mine.",
            "closed",
        ),
        ("Zelkon NV sold the Ostra project, which has a planned capacity of 50 t/yr.", "planned"),
        ("A dam failed at the Vela Mine, which had a capacity of 50 t/yr, and operations were suspended.", "closed"),
        ("Alto AG was awarded a contract to revamp a 50-t/yr mill in Vela.", "operating"),
    ],
)
def test_status(text, status):
    assert statement(text).status == status


def test_an_expansion_is_planned_and_what_it_starts_from_operates():
    to, was = read("Zelkon NV was expanding its smelter to 500 t/yr from 300 t/yr.").statements
    assert (to.value, to.status, was.value, was.status) == (500, "planned", 300, "operating")


def test_what_a_plant_has_when_it_is_to_grow():
    to, has = read("Zelkon NV planned to increase capacity to 500 t/yr at its 300-t/yr smelter.").statements
    assert (to.status, has.status) == ("planned", "operating")


def test_a_plan_goes_on_in_the_next_sentence():
    found = read("Zelkon NV made a feasibility study. A schedule of the 50-t/yr plant was lacking.")
    assert found.statements[0].status == "planned"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Zelkon NV made 5 t. The company was building a mill. Capacity of the mill was 50 t/yr.", "planned"),
        ("Zelkon NV planned a mill. The company made 5 t in 2016. Capacity of the mill was 50 t/yr.", "planned"),
        ("Zelkon NV opened a mill. It also planned a mill at Vela. The Vela mill would yield 50 t/yr.", "planned"),
        ("The mine was idled in 2015, and Zelkon NV planned to restart it. Capacity was 50 t/yr.", "closed"),
        ("The mine was idled in 2015 and restarted in 2016. Capacity was 50 t/yr.", "operating"),
        (
            "Building of the Ostra mine began in 2014; production began in 2016. At capacity, it would yield 50 t/yr.",
            "operating",
        ),
        ("Zelkon NV opened a mill. It was expected to reach its full capacity of 50 t/yr in 2018.", "planned"),
        ("Construction of the 50-t/yr mill began in 2015 and was completed in 2017.", "operating"),
        ("Zelkon NV replaced a 50-t/yr mill.", "closed"),
        ("Zelkon NV would replace a 50-t/yr mill.", "operating"),
    ],
)
def test_status_by_the_sentences_before(text, status):
    assert statement(text).status == status


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Zelkon NV increased its capacity by 15,000 t/yr.", "change"),
        ("An additional 6 Mt/yr of capacity was built.", "change"),
        ("Zelkon NV built a 1.2-Mt/yr expansion of the plant.", "change"),
        ("Zelkon NV increased its capacity to 15,000 t/yr.", "level"),
    ],
)
def test_kind(text, kind):
    assert statement(text).kind == kind


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("about", "about"),
        ("approximately", "about"),
        ("up to", "up to"),
        ("at least", "at least"),
        ("more than", "more than"),
        ("over", "more than"),
        ("less than", "less than"),
        ("exactly", None),
    ],
)
def test_qualifier(words, qualifier):
    assert statement(f"The works had a capacity of {words} 20 t/yr.").qualifier == qualifier


def test_what_two_levels_started_from():
    found = read("World capacity is expected to grow by 2021, from 3 Mt/yr and 4 Mt/yr, respectively, in 2016.")
    assert [s.status for s in found.statements] == ["operating", "operating"]


def test_capacity_that_rose_by_a_figure_changed():
    assert statement("Smelter capacity in Chile rose by 50,000 t/yr.").kind == "change"


def test_mines_of_a_list_that_are_idle():
    found = read("Plants at Ostra and Corin, with capacities of 20 t/yr and 30 t/yr, respectively, had been idled.")
    assert [s.status for s in found.statements] == ["closed", "closed"]


def test_what_an_expansion_given_up_would_have_started_from():
    found = read("Zelkon NV suspended a project that would have raised capacity to 50 t/yr from 30 t/yr.")
    assert [s.status for s in found.statements] == ["closed", "operating"]


def test_a_figure_with_a_verb_of_its_own():
    found = read("Zelkon NV added 4 Mt/yr of capacity in 2016, and 2 Mt/yr was to be added in 2017.").statements
    assert [row.status for row in found] == ["operating", "planned"]
