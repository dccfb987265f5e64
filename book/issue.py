"""Where a reader reports a mistake on a page."""

from urllib.parse import urlencode, urlsplit


def issue_address(repository, page):
    """Return the address of a new issue of `repository` that carries the name of `page`.

    On GitHub it opens the form for mistakes with the page filled in; elsewhere, an issue with
    the page in its title.
    """
    title = f"Mistake on {page}"
    host = urlsplit(repository).hostname
    if host == "github.com":
        form = {"template": "error.yml", "title": title, "page": page}
        return f"{repository}/issues/new?{urlencode(form)}"
    if "gitlab" in host:
        return f"{repository}/-/issues/new?{urlencode({'issue[title]': title})}"
    return f"{repository}/issues/new?{urlencode({'title': title})}"
