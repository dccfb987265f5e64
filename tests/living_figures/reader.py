"""A reader with a browser of their own."""

import re

from playwright.sync_api import expect

GO = "el => {{ el.value = {}; el.dispatchEvent(new Event('input')); }}"


class Reader:
    """A reader's browser tab, with all that it asked for and complained of."""

    def __init__(self, browser, address, **options):
        self.context = browser.new_context(viewport={"width": 1000, "height": 800}, **options)
        self.page = self.context.new_page()
        self.requests, self.errors = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda m: m.type == "error" and self.errors.append(m.text))
        self.page.goto(address)
        self.figures = self.page.locator("figure.experiment").all()
        self.figure = self.figures[0]

    @property
    def guessed(self):
        return self.figures[1]

    @property
    def tabulated(self):
        return self.figures[2]

    def caption(self, figure=None):
        return (figure or self.figure).locator(".experiment-caption").inner_text()

    def expect_caption(self, pattern, figure=None):
        caption = (figure or self.figure).locator(".experiment-caption")
        expect(caption).to_have_text(re.compile(pattern), timeout=10_000)

    def slide(self, label, place, figure=None):
        (figure or self.figure).get_by_label(label, exact=True).evaluate(GO.format(place))
