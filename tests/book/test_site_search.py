"""The search finds, in a sub-folder too, and its results lead to pages."""


def test_the_search_finds_a_word_and_leads_to_its_page(browser, site):
    page = browser.new_page()
    page.goto(f"{site}chapters/index.html", wait_until="networkidle")
    page.locator(".search-button__button").locator("visible=true").first.click()
    page.locator("#pst-search-dialog input[type=search]").fill("nesterov")
    page.keyboard.press("Enter")
    # The results come one by one, each after the page's text has been fetched.
    found = page.locator("#search-results ul.search li a[href^='chapters/momentum.html']").first
    found.wait_for()
    assert page.url.startswith(f"{site}search.html?q=nesterov")
    found.click()
    page.wait_for_load_state("networkidle")
    assert page.title().startswith("Momentum")
    assert page.locator("span.highlighted").count() > 0  # shows where the word stands
    page.close()
