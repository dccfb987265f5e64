"""The settings of a figure are in the page's address."""

import re

import pytest
from reader import Reader


def test_the_address_keeps_the_settings_and_opens_them_again(browser, reader):
    reader.slide("steps", 42)
    reader.expect_caption("After 42 steps")
    reader.page.wait_for_url(re.compile(r"#figure-\w+=\d+,42,"))
    other = Reader(browser, reader.page.url)
    other.expect_caption("After 42 steps")
    other.context.close()


@pytest.mark.parametrize(
    "fragment",
    ["=1e9", "=1,2", "=-1,0,0,0,0", "=9999,9999,9999,9999,9999", "=<script>alert(1)</script>",
     "=1,2,3,4,5,6", "=NaN,0,0,0,0", ""],
)  # fmt: skip
def test_a_hostile_address_is_ignored_or_clamped(browser, address, fragment):
    name = Reader(browser, address)
    identity = name.figure.get_attribute("id")
    name.context.close()
    reader = Reader(browser, f"{address}#{identity}{fragment}")
    places = reader.page.evaluate("id => livingFigures.figures.get(id).places", identity)
    first = [20, 10, 60, 50, 1]
    assert places == ([40, 100, 100, 100, 1] if fragment.startswith("=9999") else first)
    assert reader.errors == []
    reader.context.close()
