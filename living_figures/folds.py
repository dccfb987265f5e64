"""What folds open on a page, by the browser's ``<details>``: admonitions marked ``dropdown``."""

from docutils import nodes


class fold(nodes.Element):
    """A part of a page that folds open."""


class fold_title(nodes.TextElement):
    """What a reader sees of a fold that is closed."""


def fold_dropdowns(app, doctree, docname):
    """Turn what is marked ``dropdown``, such as a solution to an exercise, into a `fold`."""
    for node in list(doctree.findall(nodes.Admonition)):
        if "dropdown" not in node["classes"]:
            continue
        titles = [child for child in node if isinstance(child, nodes.title)][:1]
        words = titles[0].children if titles else [nodes.Text("More")]
        rest = [child for child in node if child not in titles]
        folded = fold("", fold_title("", "", *words), *rest, ids=node["ids"])
        folded["classes"] = ["admonition"]
        node.replace_self(folded)


def _visit(tag):
    return lambda self, node: self.body.append(self.starttag(node, tag, ""))


def _depart(tag):
    return lambda self, node: self.body.append(f"</{tag}>\n")


def setup(app):
    """Connect the extension; called by Sphinx."""
    app.add_node(fold, html=(_visit("details"), _depart("details")))
    app.add_node(fold_title, html=(_visit("summary"), _depart("summary")))
    app.connect("doctree-resolved", fold_dropdowns)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
