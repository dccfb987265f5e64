"""Where the copy of a notebook leads: to other copies, to the site's pages, to the works it cites.

Sphinx knows where everything is; this says it in plain Markdown.  Where the site's address is not
known, what only the site has is named without a link.
"""

import posixpath
import re
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import split_explicit_title
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.style.referencing import format_references
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo

#: What plain text must not say bare, lest Markdown take it for markup.
SPECIAL = re.compile(r"[\\`*_$<]")


class Targets:
    """What the copy of the notebook `page` can lead to.

    Copies that lie `beside` each other lead to each other by their files' names.  Any other
    leads to the site's pages, unless the site's address is not known.
    """

    def __init__(self, app, page, beside):
        self.env, self.builder, self.page = app.env, app.builder, page
        self.site = app.config.html_baseurl
        self.beside = beside or not self.site
        self.pages = {app.builder.get_target_uri(name): name for name in app.env.found_docs}
        self.bibliography = app.env.domains["cite"]
        self.cited = {}  # the works, by their keys, in the order in which they are cited

    def link(self, address):
        """Where a Markdown link of the page leads from its copy, or None if that is not known.

        Raises `ValueError` if the link leads to no page.
        """
        parts = urlsplit(address)
        if parts.scheme:
            return address
        name = posixpath.splitext(posixpath.join(posixpath.dirname(self.page), parts.path))[0]
        page = posixpath.normpath(name)
        if page not in self.env.found_docs:
            raise ValueError(f"{self.page} must link to pages of the book; got {address!r}")
        return self._lead(page, parts.fragment)

    def role(self, name, text):
        """A role in words, with a link if its target has an address.

        Raises `ValueError` if it is neither a citation nor one of Sphinx's cross references.
        """
        family, _, kind = name.rpartition(":")
        if family in ("cite", "footcite"):
            return self._cite(kind, list(parse_citation_targets(text)))
        domain = self.env.domains.get("math" if name == "eq" else family or "std")
        if name == "eq" or (domain and kind in domain.roles):
            return self._refer(domain, kind, text)
        raise ValueError(
            f"{self.page}: a role in a notebook must be a citation or a cross reference, such as "
            f"footcite:p, term, ref or eq; got {name!r}"
        )

    def works(self):
        """A list of the works that have been cited since the last one, each in a line."""
        works = [work.formatted_entry.text for work in self.cited.values()]
        self.cited = {}
        return "\n".join(f"- {self._said(work)}" for work in works)

    def exercise(self, label):
        """What an exercise is called: "Exercise 7", by the number that its page shows."""
        numbers = self.env.toc_fignumbers.get(self.page, {}).get("exercise", {})
        return " ".join(["Exercise", ".".join(map(str, numbers.get(label, ())))]).strip()

    def equation(self, label):
        """The number of an equation, as its page shows it."""
        return self.env.domains["math"].equations[label][1]

    def markdown(self, node):
        """What Sphinx would show, as Markdown."""
        if isinstance(node, nodes.Text):
            return SPECIAL.sub(r"\\\g<0>", node.astext())
        text = "".join(map(self.markdown, node.children))
        if isinstance(node, nodes.emphasis):
            return f"*{text}*"
        if isinstance(node, nodes.reference):
            address = node.get("refuri") or f"#{node['refid']}"
            own = self.builder.get_target_uri(self.page)
            path, _, fragment = urljoin(own, address).partition("#")
            if path in self.pages:
                address = self._lead(self.pages[path], fragment)
            return f"[{text}]({address})" if address else text
        return text

    def _cite(self, kind, targets):
        """Authors and years, linked to the page of references, in the style of that page."""
        known = {work.key: work for work in self.bibliography.citations}
        works = [known[target.key] for target in targets]
        self.cited |= {work.key: work for work in works}
        references = [
            (
                work.entry,
                work.formatted_entry,
                SphinxReferenceInfo(
                    builder=self.builder,
                    fromdocname=self.page,
                    todocname=work.bibliography_key.docname,
                    citation_id=work.citation_id,
                    title=None,
                    pre_text=target.pre,
                    post_text=target.post,
                ),
            )
            for target, work in zip(targets, works, strict=True)
        ]
        return self._said(format_references(self.bibliography.reference_style, kind, references))

    def _said(self, text):
        """A text of Pybtex's, as Markdown."""
        return "".join(map(self.markdown, text.render(self.bibliography.backend)))

    def _refer(self, domain, kind, text):
        explicit, title, target = split_explicit_title(text)
        target = " ".join(target.split())
        if getattr(domain.roles.get(kind), "lowercase", False):
            target = target.lower()
        words = nodes.inline("", title)
        node = addnodes.pending_xref(
            "",
            words,
            refdoc=self.page,
            refdomain=domain.name,
            refexplicit=explicit,
            reftarget=target,
            reftype=kind,
        )
        found = domain.resolve_xref(self.env, self.page, self.builder, kind, target, node, words)
        return self.markdown(found if found is not None else nodes.Text(title))

    def _lead(self, page, fragment):
        path = self.env.doc2path(page, base=False)
        if self.beside and path.endswith(".ipynb"):  # whose headings each program names its own way
            if page == self.page:
                return None
            return posixpath.relpath(path, posixpath.dirname(self.page))
        if not self.site:
            return None
        return self.site + self.builder.get_target_uri(page) + (fragment and f"#{fragment}")
