"""Formulas as MathML, which browsers draw without a script: a math renderer for Sphinx."""

import re

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from living_figures.execution import COLOURS

CONVERTER = LatexToMathML(annotation=True)  # the TeX can be copied

#: The space that a line asks for below it, which math-core would print as a text.
LINE_SPACE = re.compile(r"\\\\\s*\[\s*-?[\d.]+\s*(?:ex|em|pt|mu|cm|mm)\s*\]")
#: A large bracket with an exponent: browsers let it grow only in a row of its own.
LARGE = re.compile(r"(<m(?:sup|sub|subsup)>)(<mo minsize[^>]*>[^<]*</mo>)")

logger = logging.getLogger(__name__)


def mathml(tex, node, display):
    """Return a formula as a ``<math>`` element; its source, with a warning, if it has none."""
    if display and r"\\" in tex and r"\begin" not in tex:
        tex = rf"\begin{{aligned}}{tex}\end{{aligned}}"
    try:
        if r"\overline" in tex:  # its bar would be short, and before the letters
            raise ValueError(r"write \bar in place of \overline")
        math = CONVERTER.convert_with_local_state(
            LINE_SPACE.sub(r"\\\\", tex), displaystyle=display
        )
        return LARGE.sub(r"\1<mrow>\2</mrow>", math)
    except (LatexError, ValueError) as error:
        why = COLOURS.sub("", str(error)).strip().splitlines()[0]
        logger.warning("this formula stays as it is typed: %s (%s)", tex, why, location=node)
        return None


def visit_inline(translator, node):
    """Write a formula in a line of text."""
    text = mathml(node.astext(), node, display=False)
    translator.body.append(text or f"<code>{translator.encode(node.astext())}</code>")
    raise nodes.SkipNode


def visit_block(translator, node):
    """Write a formula on a line of its own, with its number if it has one."""
    translator.body.append(translator.starttag(node, "div", CLASS="math notranslate nohighlight"))
    text = mathml(node.astext(), node, display=True)
    translator.body.append(text or f"<pre>{translator.encode(node.astext())}</pre>")
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})</span>')
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app):
    """Offer the renderer as ``html_math_renderer = "mathml"``; called by Sphinx."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
