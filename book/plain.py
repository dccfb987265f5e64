"""MyST's Markdown, written in the Markdown that every notebook program reads.

JupyterLab, Colab, VS Code and GitHub know CommonMark, tables, HTML and formulas in dollars.  A box
becomes a block quote, what folds becomes ``<details>``, and a role what it stands for.
"""

import html
import re

from docutils.parsers.rst.directives import admonitions
from markdown_it.renderer import RendererHTML
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser
from sphinx.directives.other import SeeAlso
from sphinx_design.dropdown import DropdownDirective
from sphinx_exercise.directive import ExerciseDirective, SolutionDirective
from sphinxcontrib.bibtex.foot_directives import FootBibliographyDirective

#: The boxes whose name is their title.
NAMED = {
    "attention": admonitions.Attention,
    "caution": admonitions.Caution,
    "danger": admonitions.Danger,
    "error": admonitions.Error,
    "hint": admonitions.Hint,
    "important": admonitions.Important,
    "note": admonitions.Note,
    "seealso": SeeAlso,
    "tip": admonitions.Tip,
    "warning": admonitions.Warning,
}
DIRECTIVES = NAMED | {
    "admonition": admonitions.Admonition,
    "dropdown": DropdownDirective,
    "exercise": ExerciseDirective,
    "footbibliography": FootBibliographyDirective,
    "solution": SolutionDirective,
}
#: What only speaks to Sphinx: a label, a comment, the end of a block.
SILENT = ("myst_target", "myst_line_comment", "myst_block_break")
#: What has no plain form.
FOREIGN = ("dl_open", "footnote_ref", "substitution_block", "substitution_inline")
FENCE = re.compile(r"\{(?P<name>[^\s}]+)\}\s*(?P<argument>.*)", re.DOTALL)


def parser(config):
    """A parser of MyST's Markdown with the settings of a book, which may serve for many texts."""
    reader = create_md_parser(config, RendererHTML)
    return reader.disable(["linkify", "wordcount"])  # slow, and of no use here


def directive(token):
    """The name and the argument of the directive that begins with this token, or None."""
    fence = token.type in ("fence", "colon_fence") and FENCE.fullmatch(token.info.strip())
    return (fence["name"], fence["argument"]) if fence else None


def _fold(title, text):
    """A text of which only the title shows until a reader opens it."""
    summary = html.escape(title, quote=False)
    return f"<details>\n<summary>{summary}</summary>\n\n{text.strip()}\n\n</details>"


class Plain:
    """Writes the texts of one notebook plainly; what they refer to, its `targets` know."""

    def __init__(self, parser, targets):
        self.parser, self.targets = parser, targets

    def text(self, source, quoted=False):
        """The same text without roles and directives; `quoted` in a block quote.

        Raises `ValueError` for what cannot be said plainly.
        """
        edits = _Edits(source)
        for token in self.parser.parse(source):
            self._block(token, edits, quoted)
        return edits.text()

    def _block(self, token, edits, quoted):
        for part in [token, *(token.children or ())]:
            if part.type in FOREIGN:
                raise ValueError(f"{self.targets.page}: a notebook must not have a {part.type}")
        if token.type in SILENT:
            edits.replace_lines(token, "")
        elif found := directive(token):
            edits.replace_lines(token, self._directive(*found, token.content))
        elif token.type == "math_block_label":
            tag = rf"\tag{{{self.targets.equation(token.info)}}}"
            edits.replace_lines(token, f"$$ {' '.join(token.content.split())} {tag} $$\n")
        elif token.type == "math_block" and quoted:
            edits.replace_lines(token, f"$$ {' '.join(token.content.split())} $$\n")
        elif token.type == "amsmath" and quoted:
            edits.on_one_line(token.content)
        for child in token.children or ():
            if child.type == "myst_role":
                said = self.targets.role(child.meta["name"], child.content)
                edits.replace_role(child, said)
            elif child.type == "link_open" and child.info != "auto":
                address = child.attrs["href"]
                edits.replace_link(address, self.targets.link(address))
            elif child.type.startswith("math_inline") and quoted:
                edits.on_one_line(child.content)

    def _directive(self, name, argument, content):
        if name not in DIRECTIVES:
            accepted = ", ".join(sorted(DIRECTIVES))
            raise ValueError(
                f"{self.targets.page}: a directive in a notebook must be one of {accepted}, or "
                f"solution-start and solution-end outside of others; got {name!r}"
            )
        parsed = parse_directive_text(DIRECTIVES[name], argument, content)
        title, options = " ".join(parsed.arguments), parsed.options
        folds = name == "dropdown" or "dropdown" in options.get("class", ())
        if name == "footbibliography":
            return self.targets.works() + "\n"
        if name == "solution":
            title, folds = "Solution", True
        elif name in NAMED:
            title = "See also" if name == "seealso" else name.capitalize()
        boxed = name != "exercise" and not folds
        body = self.text("\n".join(parsed.body), quoted=boxed).strip()
        if name == "exercise":
            title = ": ".join(filter(None, [self.targets.exercise(options.get("label")), title]))
            return f"### {title}\n\n{body}\n"
        if folds:
            return _fold(title, body) + "\n"
        lines = [f"**{title}**", "", *body.splitlines()]
        return "".join(f"> {line}".rstrip() + "\n" for line in lines)


class _Edits:
    """The changes of a text, made from its start to its end."""

    def __init__(self, source):
        self.source, self.done, self.at = source, [], 0
        self.lines = [0]  # where each begins
        for line in source.split("\n"):
            self.lines.append(min(self.lines[-1] + len(line) + 1, len(source)))

    def replace(self, start, end, new):
        self.done += [self.source[self.at : start], new]
        self.at = end

    def replace_lines(self, token, new):
        start, end = (self.lines[line] for line in token.map)
        indent = re.compile(r"[ >]*").match(self.source, start)[0]
        lines = new.splitlines(keepends=True)
        self.replace(start, end, "".join((indent + line).rstrip(" ") for line in lines))

    def replace_role(self, token, new):
        found = self._find(rf"\{{{token.meta['name']}\}}(`+)\s*", token.content, r"\s*\1")
        self.replace(*found.span(), new)

    def replace_link(self, address, new):
        """Let a link lead to the address `new`; with None, leave its words alone."""
        if new == address:
            return
        end = self.source.index(f"]({address})", self.at)
        if new is None:
            start = self.source.rindex("[", self.at, end)
            self.replace(start, start + 1, "")
            self.replace(end, end + len(address) + 3, "")
        else:
            self.replace(end, end + len(address) + 3, f"]({new})")

    def on_one_line(self, formula):
        """A formula of several lines in a block quote would hold the marks of the quote."""
        if "\n" in formula.strip():
            self.replace(*self._find("", formula, "").span(), " ".join(formula.split()))

    def _find(self, before, words, after):
        """Words, wherever the source breaks its lines and whatever it puts before them."""
        words = r"[\s>]+".join(map(re.escape, words.split()))
        return re.compile(before + words + after).search(self.source, self.at)

    def text(self):
        return "".join(self.done) + self.source[self.at :]
