import pytest

from tests.prose.chapter import statement


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Zelkon NV had the capacity to make 20 t/yr of secondary tin at Ostra.", "secondary tin"),
        ("Zelkon NV ran a 20-t/yr ITO manufacturing plant.", "ITO"),
        ("Zelkon NV ran a 20-t/yr alumina refinery in Ostra.", "alumina"),
        ("Tin oxide production capacity was 20 t/yr.", "tin oxide"),
        ("Zelkon NV has 20 t/yr of tin oxide capacity.", "tin oxide"),
        ("Zelkon NV had the capacity to make 20 t/yr of V2O5.", "V2O5"),
        ("Zelkon NV had the capacity to make 20 t/yr of muriate of potash.", "muriate of potash"),
        ("World capacity for dead-burned magnesia was 20 t/yr.", "dead-burned magnesia"),
        ("The company increased its tin capacity to 20 t/yr.", "tin"),
        ("The plant would have a capacity of 20 t/yr.", None),
        ("Zelkon NV ran the 20-t/yr Ostra Mine.", None),
    ],
)
def test_product(text, product):
    made = statement(text).product
    assert (made or "").lower() == (product or "").lower()
