"""Where a capacity is, of several places that a paragraph names."""

import pytest

from tests.prose.chapter import read


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Zelkon NV has a mill northwest of Ostra. The mill has a capacity of 20 t/yr.", "Ostra"),
        ("Zelkon NV opened the Vela mine. The mine, in the Ostra Basin, can make 20 t/yr.", "Vela, Ostra Basin"),
        ("Zelkon NV’s Ostra Mine was shut; Alto Corp. planned to reopen it with a capacity of 20 t/yr.", "Ostra Mine"),
        ("Mines in Ostra closed. Zelkon NV, with a capacity of 20 t/yr, was the leading producer.", None),
        ("Zelkon NV runs mills at Ostra that process ore from the Vela Mine. They had a capacity of 20 t/yr.", "Ostra"),
        ("Zelkon NV opened the Ostra project. It would raise the company’s capacity by 20 t/yr.", "Ostra"),
        ("Zelkon NV opened the Ostra project. It would raise the company’s total capacity to 20 t/yr.", None),
        ("Zelkon NV’s Ostra tin project is near Corin. The project would make 20 t/yr.", "Ostra, Corin"),
        ("Zelkon NV’s Ostra mill had a capacity of 20 t/yr and its Corin mill closed.", "Ostra"),
        ("Capacity of the Ostra mill was 20 t/yr, and the Corin mill was closed.", "Ostra"),
        ("Corin Ltd., a joint venture of Zelkon NV, has the Ostra Mine. Zelkon NV planned to make 20 t/yr.", None),
        ("Zelkon NV’s Ostra mill would be expanded, and in Egypt, a 20-t/yr mill would be built.", None),
        ("Zelkon NV runs the Ostra mine. It would build a 20-t/yr smelter.", None),
        ("Zelkon NV has the Ostra project. It would build a 20-t/yr smelter.", "Ostra"),
        ("Zelkon NV’s Ostra hub is in Vela County. The Ostra hub had a 20-t/yr mill.", "Ostra, Vela County"),
        ("Zelkon NV opened the Ostra zinc and silver mill. The mill had a capacity of 20 t/yr.", "Ostra"),
        ("Zelkon NV runs a mill in eMala. The mill had a capacity of 20 t/yr.", "eMala"),
        ("Zelkon NV runs a mill in Ostra. Alto Corp. planned a 20-t/yr mill nearby.", "Ostra"),
        ("Zelkon NV built a 20-t/yr mill in Ost’-Vela.", "Ost’-Vela"),
        ("Zelkon NV built a 20-t/yr mill in Ra’s al Vela.", "Ra’s al Vela"),
        ("Zelkon NV opened its second mine, Ostra II, with a capacity of 20 t/yr.", "Ostra II"),
        ("Zelkon NV planned to expand capacity at Ostra and Vela to 20 t/yr.", "Ostra and Vela"),
        ("Zelkon NV has a mill in the Ostra district of Vela State with a capacity of 20 t/yr.", "Ostra, Vela State"),
        ("Zelkon NV planned a 20-t/yr mine in Queensland. Tin of the Ostra Mine would be sold.", "Ostra Mine"),
        ("Zelkon NV has the Ostra mill, in Vela, NV. The Ostra mill had a capacity of 20 t/yr.", "Ostra, Vela, NV"),
        ("Zelkon NV (Alto Corp. and Corin Ltd.) has a mill in Ostra. Alto planned for Zelkon to make 20 t/yr.", None),
        ("Zelkon NV planned a pipeline from its Ostra mine to Vela, where a 20-t/yr mill would be built.", "Vela"),
        ("Zelkon NV opened its Ostra mill, increasing its total capacity to 20 t/yr.", None),
        ("Zelkon NV planned a mine at Ostra and a port at Vela. Production would be 20 t/yr.", "Ostra"),
        ("Zelkon NV opened a mill in Ostra and a mine in Vela. The mine had a capacity of 20 t/yr.", "Vela"),
        ("Zelkon NV ran two mills in Ostra and Vela. Its capacity was 20 t/yr.", None),
        ("Zelkon NV has a mill near Ostra. It made salt from the Vela Lake. Capacity rose by 20 t/yr.", "Ostra"),
        ("Zelkon NV’s total capacity was 20 t/yr at mills in Ostra, Vela, and Corin.", None),
        (
            "Zelkon NV has mills at Ostra, Vela, and Corin. It planned a mine in Lima district. It can make 20 t/yr.",
            "Lima",
        ),
        ("Zelkon NV made salt from the Vela Sea. Capacity was 20 t/yr.", "Vela Sea"),
        ("Producers in Vela Province shut 20 t/yr of capacity.", "Vela Province"),
        ("Producers in Vela Province and one in Lima Province had 20 t/yr of capacity.", None),
        ("The Ostra Mine was closed. The plant at Port Vela had a capacity of 20 t/yr.", "Port Vela"),
        ("Zelkon NV’s mines at Ostra, Vela, and Corin would raise its capacity to 20 t/yr.", None),
        ("The Vela project, which would mine the Ostra deposit, was approved. The 20-t/yr first phase began.", "Vela"),
        ("Zelkon NV shut mills in Ostra, IN, and its two mines in Peru, which had a capacity of 20 t/yr.", "Ostra, IN"),
        ("Zelkon NV ran its Vela Mine and cut capacity at Ostra to 20 t/yr.", "Ostra"),
        ("Zelkon NV shut the Vela works (Ostra, Bahia) with its 20-t/yr mill.", "Vela, Ostra, Bahia"),
        ("Zelkon NV has a mill at Ostra. It stopped the 20-t/yr mine located 250 km west of the mill.", None),
        ("Alto used tin from Vela Ltd.’s Ostra Mine. Alto had a capacity of 20 t/yr.", None),
        ("Water was found in the Ostra River. Zelkon NV would cut capacity by 20 t/yr.", None),
        ("The Ostra Mine opened. The mine was owned by Zelkon NV. Zelkon planned capacity of 20 t/yr.", "Ostra Mine"),
        (
            "A mill, located 200 km south of Ostra, was old. The mill had a capacity of 20 t/yr.",
            "200 km south of Ostra",
        ),
        ("Zelkon NV has a mill at Ostra and a new mine in the Vela district. The new mine can make 20 t/yr.", "Vela"),
    ],
)
def test_location(text, location):
    assert read(text).statements[0].location == location
