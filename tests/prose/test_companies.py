import pytest

from pipeline.prose.companies import bare_name, company_spans, short_forms
from pipeline.prose.language import tokens


def found(text):
    doc = tokens(text)
    return [doc[start:end].text for start, end in company_spans(doc)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In May, Alto Mining Co. Ltd. closed.", ["Alto Mining Co. Ltd."]),
        ("The mine of Alto Mining and Smelting Co., Ltd. closed.", ["Alto Mining and Smelting Co., Ltd."]),
        ("Alto Ltd. and Blue Metals Inc. closed.", ["Alto Ltd.", "Blue Metals Inc."]),
        ("It was Alto Corp. of America again.", ["Alto Corp. of America"]),
        ("Sold by Liu (East Tin) Group Co. then.", ["Liu (East Tin) Group Co."]),
        ("JSC Alto Works and PT Timur Raya met.", ["JSC Alto Works", "PT Timur Raya"]),
        ("Minera Alta, S.A. de C.V. sold it.", ["Minera Alta, S.A. de C.V."]),
        ("Alto plc’s mine and Kita K.K. in Japan", ["Alto plc", "Kita K.K."]),
        ("Kings Pvt. Ltd. and Norte Ltda. sold", ["Kings Pvt. Ltd.", "Norte Ltda."]),
        ("the East Hope Metals Group closed", ["East Hope Metals Group"]),
        ("Magnitude 7 Metals LLC restarted", ["Magnitude 7 Metals LLC"]),
        ("Alto GmbH & Co. KG opened", ["Alto GmbH & Co. KG"]),
        ("at Nhan Co in the south and in Henderson, NV, too", []),
        ("the World Study Group met", []),
        ("About 40 t was sold.", []),
    ],
)
def test_company_names(text, names):
    assert found(text) == names


def test_short_forms_are_first_words_but_no_places_or_common_words():
    assert list(short_forms("Norte Lithium Industries, Inc.")) == ["Norte Lithium Industries", "Norte Lithium", "Norte"]
    assert "China" not in list(short_forms("China Norte Corp."))
    assert "National" not in list(short_forms("National Norte Corp."))
    assert "RUSAL" in list(short_forms("United Company RUSAL Plc"))


@pytest.mark.parametrize(
    ("name", "bare"), [("Alto S.A. de C.V.", "Alto"), ("The Alto Co.", "Alto"), ("PT Timur", "Timur")]
)
def test_bare_names(name, bare):
    assert bare_name(name) == bare


@pytest.mark.parametrize(
    "name",
    ["Ostra A/S", "Ostra, a.s.", "Tecnova S.p.A.", "U.S. Norte LLC", "Ünal Elektrik ve Ticaret A.Ş.", "Şişli Group"],
)
def test_forms_with_marks_inside_are_one_word(name):
    assert found(f"In June, {name} opened a plant.") == [name]
