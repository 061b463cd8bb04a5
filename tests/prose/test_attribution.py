import pytest

from tests.prose.chapter import read, statement

BOTH, THREE, CORIN = "Zelkon NV and Alto Corp.", "Zelkon NV, Alto Corp., and Corin Ltd.", "Corin Ltd."


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Zelkon NV had the capacity to make 20 t/yr.", "Zelkon NV"),
        ("It is at Zelkon NV’s 20-t/yr plant.", "Zelkon NV"),
        ("Zelkon NV (a subsidiary of Alto Corp.) built a 20-t/yr plant.", "Zelkon NV"),
        ("Zelkon NV purchased Alto Corp.’s 20-t/yr plant.", "Zelkon NV"),
        ("Alto Corp. was awarded a contract by Zelkon NV to build a 20-t/yr plant.", "Zelkon NV"),
        ("Alto Corp. made a study of a mine. Zelkon NV agreed. Its capacity would be 20 t/yr.", "Zelkon NV"),
        ("Zelkon NV opened a mine in May. The mine had a capacity of 20 t/yr.", "Zelkon NV"),
        ("Alto Corp. studied Zelkon NV’s Ostra project. The project would produce 20 t/yr.", "Zelkon NV"),
        ("The plant, owned by Zelkon NV, had a 20-t/yr capacity.", "Zelkon NV"),
        ("Zelkon NV and Alto Corp. ramped up their 20-t/yr plant.", "Zelkon NV and Alto Corp. joint venture"),
        ("World tin capacity was 20 Mt/yr.", None),
        ("Alto Engineering Corp. signed a deal with Zelkon NV for a 20-t/yr plant.", "Zelkon NV"),
        (
            "Zelkon NV opened a mine. Alto Engineering Corp. was the lead contractor. It has a 20-t/yr mill.",
            "Zelkon NV",
        ),
        ("Zelkon NV’s mill, using Alto Corp.’s technology, had a 20-t/yr capacity.", "Zelkon NV"),
        ("Zelkon NV ordered a plant from Alto Corp. The 20-t/yr plant would open in May.", "Zelkon NV"),
        ("Zelkon NV bought the mill that it had leased from Alto Corp., capable of milling 20 t/yr.", "Zelkon NV"),
        ("Zelkon NV and Alto Corp. commissioned a 20-t/yr plant.", "Zelkon NV and Alto Corp."),
        (
            "The Ostra Mine was owned by Zelkon NV (51%) and Alto Corp. (49%). The mine could produce 20 t/yr.",
            "Zelkon NV and Alto Corp. joint venture",
        ),
        ("Saudi Zelkon planned a mill. The mill would have a capacity of 20 t/yr.", "Saudi Zelkon"),
        ("Zelkon Products, in Ostra, could produce 20 t/yr of tin.", "Zelkon Products"),
        ("In May, Alto Zelkon shut down production from 20 t/yr of capacity at its mill.", "Alto Zelkon"),
        ("Zelkon NV and Alto Corp. formed Corin LLC to build a 20-t/yr plant.", "Corin LLC"),
        ("Tin came from Zelkon NV and from Alto Corp. in Ostra, whose capacity was 20 t/yr.", "Alto Corp."),
        ("Zelkon NV held half of Alto Corp., which planned a mine of 20 t/yr.", "Alto Corp."),
        ("Zelkon NV and Alto Corp. owned the Ostra Mine (20 t/yr).", "Zelkon NV and Alto Corp."),
        ("Output rose at the 20-t/yr Ostra mill. Zelkon NV had opened the mill in May.", "Zelkon NV"),
        ("Zelkon NV runs the Ostra and Corin Mines. Ostra’s capacity was 20 t/yr.", "Zelkon NV"),
        ("In Ostra, PJSC Alto planned a unit of 20 t/yr.", "PJSC Alto"),
        ("Zelkon GmbH & Co. KG announced a plant. Its capacity would be 20 t/yr.", "Zelkon GmbH & Co. KG"),
        ("AltoCorp indefinitely idled its Ostra Mine. The mine had a capacity of 20 t/yr.", "AltoCorp"),
        ("A 20-t/yr mill opened at Ostra. The mill was owned by Zelkon NV.", "Zelkon NV"),
        (
            "State-owned Altokali had a mill. A contract was awarded to Zelkon NV. The mill had 20-t/yr lines.",
            "Altokali",
        ),
        ("Capacity at Altokali’s Ostra mine would be 20 t/yr.", "Altokali"),
        ("Altokali was to expand output at its Ostra mill to 20 t/yr.", "Altokali"),
        ("Zelkon NV and Alto Corp. formed a joint venture, Corin Ltd., to build a 20-t/yr mill.", "Corin Ltd."),
        ("In North Dakota, Dakota Gas Co. was completing a 20-t/yr mill.", "Dakota Gas Co."),
        ("Under a pact, Alto Resources planned a mill to make 20 t/yr.", "Alto Resources"),
        ("Makers were led by the Alto process (20 t/yr capacity).", None),
        ("Zelkon NV and Alto Corp. were building a mill at Alto’s site. It would have a 20-t/yr capacity.", BOTH),
        ("Zelkon NV, Alto Corp., and Corin Ltd. were building a 20-t/yr mill.", THREE),
        ("Zelkon NV and Alto Corp. made a study through their joint venture, Corin Ltd. It would mill 20 t/yr.", CORIN),
        ("Another Alto Corp. subsidiary, Corin Ltd., ran a 20-t/yr mill.", CORIN),
        ("Corin Ltd., in which Alto Corp. and Zelkon NV each held one-half, ran a 20-t/yr mill.", CORIN),
        ("Corin Ltd. signed a contract with Alto AG for the design of a 20-t/yr mill.", CORIN),
        ("Zelkon NV ran a mill at Ostra, and in Vela, a 20-t/yr mill was built by Corin Ltd.", CORIN),
        ("Zelkon NV led. Two other mills with a capacity of 20 t/yr closed.", None),
        ("Zelkon NV led. A mine opened in Chile (Corin Ltd., 20 t/yr).", CORIN),
        ("Zelk approved continued work on a mill. The mill would make 20 t/yr.", "Zelk"),
        ("Zelk, in which Alto Corp. held a share, completed a mill with a capacity of 20 t/yr.", "Zelk"),
        ("Zelk’s Ostra Mine was to reach 20 t/yr.", "Zelk"),
        ("Zelk and Russian Tin LLC planned a 20-t/yr mill.", "Zelk and Russian Tin LLC"),
        ("Vela Zinc SAS joint venture (VZS) was formed. VZS would make 20 t/yr.", "Vela Zinc SAS"),
        ("Vela One Metals Inc. had a 20-t/yr mill.", "Vela One Metals Inc."),
        ("Zelkon NV’s Vela Norte Mine was restarted. Vela’s capacity was 20 t/yr.", "Zelkon NV"),
        ("Zelkon NV ran the Ostra mine. Alto Corp. ran the Vela mine. The Ostra mine could make 20 t/yr.", "Zelkon NV"),
        ("Alto Corp. made a study for Zelkon NV on a 20-t/yr mine.", "Zelkon NV"),
        ("A subsidiary of Zelkon NV planned a 20-t/yr mine.", "Zelkon NV"),
        ("According to Alto Corp., the Ostra Mine of Zelkon NV could make 20 t/yr.", "Zelkon NV"),
        ("Alto Corp. ran a mill. Output rose by 20 t/yr of capacity at the plant, known as Corin Ltd.", CORIN),
        ("ERX opened a mill of 20 t/yr. Estan Resources Xenon Corp. was large.", "Estan Resources Xenon Corp."),
        (
            "Vela SAS (Vela and Alto) has the Vela Peru mill. Then Vela Peru was to have a capacity of 20 t/yr.",
            "Vela SAS",
        ),
        ("Alto AG signed a contract with Zelkon NV to build a 20-t/yr mill.", "Zelkon NV"),
        ("Alto AG was building a 20-t/yr mill in Ostra for Zelkon NV.", "Zelkon NV"),
        ("Zelkon NV planned a mill. Alto AG agreed to buy its output. The mill would make 20 t/yr.", "Zelkon NV"),
        ("Zelkon NV planned a mill. Alto AG held a 20% share in the mine. The mill would make 20 t/yr.", "Zelkon NV"),
        ("Zelkon NV acquired a 50% interest in Corin Ltd.’s 20-t/yr mill.", CORIN),
        ("Zelkon NV and Alto Corp. formed Corin Ltd. The joint venture planned a 20-t/yr mill.", CORIN),
        ("Zelkon NV and Alto Corp.’s joint venture, Corin Ltd., planned a 20-t/yr mill.", CORIN),
        (
            "A joint venture of Zelkon NV and Alto Corp. planned a 20-t/yr mill.",
            "Zelkon NV and Alto Corp. joint venture",
        ),
        ("Alto AG agreed to reopen a mill owned by Corin Ltd. It would make 20 t/yr.", CORIN),
        ("PJCS Ostra Tin (Ostratin), a leader, opened a mill. Ostratin planned a 20-t/yr mill.", "PJCS Ostra Tin"),
        ("Corin Ltd. (Alto AG and Zelkon NV) has a mill. Alto expected the 20-t/yr mill to open.", CORIN),
        ("Alto AG operated a 20-t/yr mill in Ostra through its subsidiary, Corin Ltd.", CORIN),
        ("Alto AG announced that its 40%-owned joint venture, Corin Ltd., planned a 20-t/yr mill.", CORIN),
        ("Alto AG sold the Ostra mine to Corin Ltd. The mine had a capacity of 20 t/yr.", CORIN),
        ("A 20-t/yr mill in Ostra would supply Alto AG.", None),
        ("Alto AG owned 40% of Corin Ltd., a company that was building a 20-t/yr mill.", CORIN),
        ("Zelkon NV, the leading U.S. producer, had a capacity of 20 t/yr.", "Zelkon NV"),
        ("Zelkon NV said that U.S. capacity was 20 t/yr.", None),
        ("Zelkon NV was building a complex. Two mills at the complex would have capacities of 20 t/yr.", "Zelkon NV"),
        ("Vela Kali, owned by Jan Gut, was building a mill. Its capacity would be 20 t/yr.", "Vela Kali"),
        ("Vela State Concern opened a mill. The mill can make 20 t/yr.", "Vela State Concern"),
        ("Production began at the 20-t/yr mill owned by Corin Ltd. at Ostra.", CORIN),
        (
            "The 20-t/yr mill, jointly owned by Zelkon NV and Alto Corp., failed.",
            "Zelkon NV and Alto Corp. joint venture",
        ),
        ("Zelkon plc owns Zelkon Vela in Peru. Vela’s capacity was 20 t/yr. Vela planned a mill.", "Zelkon Vela"),
        (
            "A mine opened. Its capacity was 20 t/yr. The mine was a joint venture of Zelkon NV (60%) and "
            "Alto Corp. (40%).",
            "Zelkon NV and Alto Corp. joint venture",
        ),
        (
            "The 20-t/yr mine opened. It was operated by Zelkon NV as part of its joint venture with Alto Corp.",
            "Zelkon NV and Alto Corp. joint venture",
        ),
        (
            "Zelkon NV reached a joint venture agreement with Alto Corp. The companies planned a capacity of 20 t/yr.",
            "Zelkon NV and Alto Corp. joint venture",
        ),
        (
            "Alto AG planned the formation of a joint venture called the Corin Ltd. The new mill would make 20 t/yr.",
            CORIN,
        ),
        ("Alto AG’s affiliate, Corin Ltd., opened a 20-t/yr mill.", CORIN),
        ("State-owned Zelkali signed a contract with Alto Ltd. for a mill. The mill would make 20 t/yr.", "Zelkali"),
        ("Alto AG was awarded a contract for a 20-t/yr mill. The mill was to be built by Corin Ltd.", CORIN),
        ("Zelkon NV planned to raise its capacity at Alto Corp.’s mill from 20 t/yr.", "Zelkon NV"),
        ("Owing to high costs, Zelk shut down a mill with a capacity of 20 t/yr.", "Zelk"),
    ],
)
def test_company(text, company):
    assert statement(text).company == company


def test_a_site_is_known_without_its_noun():
    found = read("Zelkon NV has the Ostra Mine and the Corin Mine. Ostra had a 20-t/yr capacity.").statements
    assert found[0].location == "Ostra"


def test_companies_and_their_towns_in_turn():
    (first, second) = read(
        "Zelkon NV at Ostra and Alto Corp. at Corin had capacities of 20 t/yr and 30 t/yr, respectively."
    ).statements
    assert (first.company, first.location) == ("Zelkon NV", "Ostra")
    assert (second.company, second.location) == ("Alto Corp.", "Corin")


def test_mines_that_share_a_noun_in_turn():
    found = read(
        "Zelkon NV’s Ostra, Corin, and Vela Mines had capacities of 20 t/yr, 30 t/yr, and 40 t/yr, respectively."
    )
    assert [s.location for s in found.statements] == ["Ostra", "Corin", "Vela Mines"]


def test_a_town_is_not_the_company_named_for_it():
    found = read("Ostra Tin Co. Ltd. built a mill in Ostra. The mill had a 20-t/yr capacity.")
    assert (found.statements[0].company, found.statements[0].location) == ("Ostra Tin Co. Ltd.", "Ostra")


def test_brackets_after_each_of_several_companies():
    found = read(
        "Makers: Zelkon NV (Reno, NV), with a capacity of 7 t/yr, and Alto Corp. (Elko, NV), with a capacity of 9 t/yr."
    )
    assert [(s.company, s.location) for s in found.statements] == [
        ("Zelkon NV", "Reno, NV"),
        ("Alto Corp.", "Elko, NV"),
    ]


def test_the_company_of_the_paragraph_before():
    found = read("World Review", "Peru.—Zelkon NV opened a mine.", "The company had a capacity of 20 t/yr.")
    assert found.statements[0].company == "Zelkon NV"


def test_the_mine_of_the_paragraph_before():
    (found,) = read(
        "World Review", "Peru.—Zelkon NV approved the Ostra Mine.", "The mine would yield 20 t/yr."
    ).statements
    assert (found.company, found.location, found.country) == ("Zelkon NV", "Ostra Mine", "Peru")


def test_companies_that_figures_are_at():
    found = read(
        "Expansions were completed by Zelkon NV (5 t/yr).",
        "Capacity rose to 7 t/yr at Zelkon NV and to 9 t/yr at Alto Corp.",
    )
    assert [s.company for s in found.statements] == ["Zelkon NV", "Zelkon NV", "Alto Corp."]


def test_the_fullest_name_is_published():
    found = read("Norte Lithium Works Corp. (NLW) opened.", "Then NLW had a capacity of 20 t/yr.")
    assert found.statements[0].company == "Norte Lithium Works Corp."


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Zelkon NV had the capacity to make 20 t/yr at its Ostra zinc refinery.", "Ostra"),
        ("Zelkon NV ran the 20-t/yr Ostra Mine in Queensland.", "Ostra Mine, Queensland"),
        ("Zelkon NV built a 20-t/yr plant in Ostra, British Columbia.", "Ostra, British Columbia"),
        ("Capacity at Ostra was 20 t/yr.", "Ostra"),
        ("Zelkon NV has a refinery in Ostra. The refinery has a capacity of 20 t/yr.", "Ostra"),
        ("Zelkon NV has a refinery in Ostra. Alto Corp. built a 20-t/yr plant.", None),
        ("Zelkon NV (Reno, NV) built a 20-t/yr plant.", None),
        ("Zelkon NV, at Ostra, raised its total capacity in Chile to 20 t/yr.", None),
        ("Zelkon NV planned a 20-t/yr plant that would use ore from a 30-t/yr mine at Ostra.", None),
        ("In Ostra, Zelkon NV could make 20 t/yr of tin.", "Ostra"),
        ("Zelkon NV smelted tin at Ostra (20-t/yr capacity) and rolled it at Corin.", "Ostra"),
        ("Zelkon NV ran mines in Ostra (9 Mt) and Corin (20 t/yr capacity).", "Corin"),
        ("Zelkon NV ran the Ostra-2 Mine (20 t/yr).", "Ostra-2 Mine"),
        ("Zelkon NV built the Ostra project in Corin. The project would have a capacity of 20 t/yr.", "Ostra, Corin"),
        ("Zelkon NV fed its refinery at Ostra from its Corin smelter. The refinery had a 20-t/yr capacity.", "Ostra"),
        (
            "The Ostra Mine in the Vela Mountains, of Zelkon NV, had a capacity of 20 t/yr.",
            "Ostra Mine, Vela Mountains",
        ),
        ("Tin mines of Zelkon NV closed. Tin smelter capacity was 20 t/yr. No tin was smelted.", None),
    ],
)
def test_location(text, location):
    assert read(text).statements[0].location == location


def test_a_province_as_head_is_the_place_of_last_resort():
    found = read("World Review", "China.—It rose.", "Henan Province.—Zelkon NV shut its 20-t/yr plant.")
    assert (found.statements[0].location, found.statements[0].country) == ("Henan Province", "China")


def test_lists_with_respectively_are_taken_in_turn():
    found = read("Capacities of the Ostra, Vela, and Kolm refineries were 2 Mt/yr, 4 Mt/yr, and 6 Mt/yr, respectively.")
    assert [s.location for s in found.statements] == ["Ostra", "Vela", "Kolm"]


@pytest.mark.parametrize(
    ("lines", "country", "code"),
    [
        (("World Review", "Korea, Republic of.—Zelkon NV built a 20-t/yr plant."), "Korea, Republic of", "KOR"),
        (("Production", "Zelkon NV built a 20-t/yr plant."), "United States", "USA"),
        (("Production", "Zelkon NV built a 20-t/yr plant in Japan."), "Japan", "JPN"),
        (("Production", "Zelkon NV built a 20-t/yr plant in Ostra, Peru."), "Peru", "PER"),
        (("World Review", "Zelkon NV built a 20-t/yr plant in Reno, NV."), "United States", "USA"),
        (("World Review", "World capacity was 20 t/yr."), None, None),
        (("World Review", "China had a tin capacity of 20 t/yr."), "China", "CHN"),
        (("Consumption", "Global capacity for tin (excluding China) was 20 t/yr."), None, None),
        (("Outlook", "Mines opened in Chile (Alto Corp., 20 t/yr)."), "Chile", "CHL"),
        (("Outlook", "Canada’s Zelkon NV will add 20 t/yr of capacity at Ostra in Chile."), "Chile", "CHL"),
        (("Outlook", "New mines in Canada and Chile are expected to add 20 t/yr of capacity."), None, None),
        (("World Review", "Global tin capacity, excluding China, was 20 t/yr."), None, None),
        (("World Review", "Peru.—Zelkon NV planned a 20-t/yr smelter in Chile."), "Chile", "CHL"),
        (("World Review", "Peru.—In Chile, Zelkon NV planned a 20-t/yr smelter."), "Chile", "CHL"),
        (("Production", "Zelkon NV had seven mills in Europe and Asia with a capacity of 20 t/yr."), None, None),
        (("Production", "Tin production capability rose to 20 t/yr."), "United States", "USA"),
        (("Outlook", "Mines in Chile, Ghana, and Peru are expected to add 20 t/yr of capacity."), None, None),
    ],
)
def test_country(lines, country, code):
    found = statement(*lines)
    assert (found.country, found.country_code) == (country, code)


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Zelkon NV opened the Ostra Mine to feed a mill in Corin. The mine had a capacity of 20 t/yr.", "Ostra Mine"),
        ("Zelkon NV’s Ostra refinery bought from a smelter in Corin. It would make 20 t/yr at the refinery.", "Ostra"),
        ("Zelkon NV restarted 20 t/yr from lines that were shut in 2015 at the 50-t/yr Ostra smelter.", "Ostra"),
        ("The Ostra mill would treat up to 20 t/yr of ore from its Corin mine.", "Ostra"),
        ("Zelkon NV opened mills at Ostra, Corin, and Vela. The company’s capacity was 20 t/yr.", None),
        ("Zelkon NV planned a 20-t/yr SOP mine near Ostra.", "Ostra"),
        ("The Ostra operation, which has a mine near Corin, had a capacity of 20 t/yr.", "Ostra"),
        ("Zelkon NV has a plant near Ostra, UT. It raised the Utah plant’s capacity to 20 t/yr.", "Ostra, UT"),
        ("Zelkon NV planned to raise capacity to 20 t/yr from 10 t/yr at its mill in Ostra.", "Ostra"),
        ("Zelkon NV opened a mill at Ostra. The company’s tin capacity was 20 t/yr.", None),
        ("Zelkon NV mined at Ostra, with a capacity of 20 t/yr, and at Corin, with 30 t/yr.", "Ostra"),
        ("Twenty mines in Chile with combined capacity of 20 t/yr were shut.", None),
        ("At Ostra, in the State of Vela, Zelkon NV had a 20-t/yr mill.", "Ostra, State of Vela"),
        ("Zelkon NV expanded its mill in Ostra, Vela County, to 20 t/yr.", "Ostra, Vela County"),
    ],
)
def test_location_among_others(text, location):
    assert read(text).statements[0].location == location


def test_places_told_by_what_they_are_near_in_turn():
    found = read("Plant 2 near Ostra and Plant 4 near Corin had capacities of 20 t/yr and 30 t/yr, respectively.")
    assert [s.location for s in found.statements] == ["Ostra", "Corin"]


def test_a_maker_further_down_a_list_is_not_where_the_first_one_is():
    first, second = read(
        "Zelkon NV led with capacity of 20 t/yr in Ostra, followed by the producer Alto Corp. (18 t/yr)."
    ).statements
    assert (first.location, second.company, second.location) == ("Ostra", "Alto Corp.", None)


def test_the_country_after_a_place_and_its_province():
    found = read(
        "Production", "Zelkon NV had plants in Ostra, LA (20 t/yr), and Corin, Alberta, Canada (30 t/yr)."
    ).statements
    assert [s.country for s in found] == ["United States", "Canada"]


def test_mines_in_turn_before_their_state():
    found = read("Zelkon NV’s Ostra and Corin Mines in Vela had capacities of 20 t/yr and 30 t/yr, respectively.")
    assert [s.location for s in found.statements] == ["Ostra", "Corin Mines"]


def test_the_capacity_of_a_company_as_a_whole_lies_in_no_one_country():
    whole, plant = read(
        "Production",
        "Zelkon NV, with mills in Peru, opened one. The company’s tin capacity was 20 t/yr.",
        "Zelkon NV had a capacity of 30 t/yr at Ostra.",
    ).statements
    assert (whole.country, plant.country) == (None, "United States")


@pytest.mark.parametrize(
    ("text", "company", "location"),
    [
        ("Zelkon NV’s Ostra Mine had a capacity of 20 t/yr.", "Zelkon NV", "Ostra Mine"),
        ("Zelkon NV planned to expand its Ostra plant to 20 t/yr.", "Zelkon NV", "Ostra"),
        ("The 20-t/yr Ostra plant was idled.", "Ostra Mining Co. Ltd.", "Ostra"),
        ("The Ostra Mine had a capacity of 20 t/yr.", "Ostra Mining Co. Ltd.", "Ostra Mine"),
        ("Zelkon NV’s Ostra and Vela Mines had a capacity of 20 t/yr.", "Zelkon NV", "Ostra and Vela Mines"),
        ("Zelkon NV idled Ostra, which had a capacity of 20 t/yr.", "Zelkon NV", "Ostra"),
        ("Ostra had a capacity of 20 t/yr.", "Ostra Mining Co. Ltd.", None),
    ],
)
def test_a_site_that_is_called_as_a_company(text, company, location):
    (found,) = read("World Review", "Ostra Mining Co. Ltd. dug tin. Ostra made 5 t.", f"Peru.—{text}").statements
    assert (found.company, found.location) == (company, location)
