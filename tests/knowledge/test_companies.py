import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.knowledge.companies import has_legal_suffix, split_owner
from pipeline.records import Owner


@pytest.mark.parametrize(
    "name",
    [
        "Blue Ridge Co. Ltd.", "Ferro NV", "Ferro N.V.", "Minera Alta, S.A. de C.V.", "Norden ASA", "Baltic plc",
        "Malaya Sdn. Bhd.", "PT Timur Raya", "JSC Ural Works", "Kita K.K.", "Anadolu A.Ş.", "Andes Ltda.",
        "West Pty. Ltd.", "Brno a.s.",
    ],
)  # fmt: skip
def test_legal_forms(name):
    assert has_legal_suffix(name)


@pytest.mark.parametrize("name", ["Co.", "Blue Ridge Mine", "San Luis Potosi", "", "Laibin Smelter", "Trail as"])
def test_no_legal_form(name):
    assert not has_legal_suffix(name)


@pytest.mark.parametrize(
    ("cell", "company", "owners"),
    [
        ("Ash Smelter [Liu (East Tin) Group Co.]", "Ash Smelter", [("Liu (East Tin) Group Co.", None)]),
        ("Ash Smelter (Oak Metals Co.)", "Ash Smelter", [("Oak Metals Co.", None)]),
        ("X Mining (Y Corp., 75%; Z Ltd., 25%)", "X Mining", [("Y Corp.", 75), ("Z Ltd.", 25)]),
        ("X LLC (Y 61.5%, Z 38.5%)", "X LLC", [("Y", 61.5), ("Z", 38.5)]),
        ("Y Corp. (75%), Z Mining Ltd. (25%)", "Y Corp. and Z Mining Ltd.", [("Y Corp.", 75), ("Z Mining Ltd.", 25)]),
        ("Y Corp. (60%) and Z Ltd. (40%)", "Y Corp. and Z Ltd.", [("Y Corp.", 60), ("Z Ltd.", 40)]),
        ("Pigment PLC (formerly Oak Corp.)", "Pigment PLC", []),
        ("Northern Ore Company (NOCO)", "Northern Ore Company", []),
        ("Rua SPRL [Met (Proprietary) Ltd., 75%, and Gec S.A., 25%]", "Rua SPRL",
         [("Met (Proprietary) Ltd.", 75), ("Gec S.A.", 25)]),
        ("X Works (Y Corp. and Z Ltd.)", "X Works", [("Y Corp.", None), ("Z Ltd.", None)]),
        ("X Works (Procter and Gamble Co.)", "X Works", [("Procter and Gamble Co.", None)]),
        ("Liu (East Tin) Group Co.", "Liu (East Tin) Group Co.", []),
        ("Eagle LLC (Lundin", "Eagle LLC (Lundin", []),
        ("Plain Co. Ltd.", "Plain Co. Ltd.", []),
    ],
)  # fmt: skip
def test_split_owner(cell, company, owners):
    assert split_owner(cell) == (company, [Owner(name, share) for name, share in owners])


@given(st.text(alphabet="AbC ()[],;%.5", max_size=40))
def test_no_cell_is_lost_or_raises(cell):
    company, owners = split_owner(cell)
    assert company or owners or not cell.strip()


@given(st.floats(0.1, 100).map(lambda x: round(x, 2)))
def test_a_share_is_read_as_printed(share):
    assert split_owner(f"A Ltd. (B Corp., {share}%)")[1] == [Owner("B Corp.", share)]
