"""The font of the formulas, without the characters that no formula of the book has.

STIX Two Math (SIL Open Font License 1.1) has 1.5 MB; browsers draw MathML well only with a font
that knows about mathematics, and few machines have one.  A page asks for it before its style
sheets do (``templates/layout.html``): formulas drawn in another font first would move the text.
"""

import re
from html import unescape
from importlib.resources import files
from pathlib import Path

from fontTools import subset

ORIGINAL = files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf"
FONT = Path("_static", "math.woff2")

MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
ANNOTATION = re.compile(r"<annotation\b.*?</annotation>", re.DOTALL)
#: A browser shows a letter alone in an ``mi`` as the mathematical italic of that letter.
ITALIC = {"h": 0x210E} | {
    chr(first + i): start + i
    for first, start, letters in (
        (ord("A"), 0x1D434, 26),
        (ord("a"), 0x1D44E, 26),
        (ord("Α"), 0x1D6E2, 25),
        (ord("α"), 0x1D6FC, 25),
    )
    for i in range(letters)
    if chr(first + i) != "h"
}
ITALIC |= {"∇": 0x1D6FB} | {letter: 0x1D715 + i for i, letter in enumerate("∂ϵϑϰϕϱϖ")}
#: What a browser draws itself: a root's sign and bar.
DRAWN = {0x221A}
#: ′, ″ and ‴, which formulas have as exponents only: their form for exponents takes their place.
PRIMES = (0x2032, 0x2033, 0x2034)


def write_font(site):
    """Write the font into the folder `site`, with what the formulas of its pages need."""
    # No features, as forms of their own for all small indices would double the size.
    options = subset.Options(flavor="woff2", layout_features=[], hinting=False)
    font = subset.load_font(str(ORIGINAL), options)
    for table in font["cmap"].tables:
        for code in PRIMES:  # several tables may share one dictionary
            if code in table.cmap:
                table.cmap[code] = table.cmap[code].removesuffix(".ssty") + ".ssty"
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters(site))
    subsetter.subset(font)
    subset.save_font(font, str(Path(site, FONT)), options)


def characters(site):
    """Return the codes of all characters in the formulas of a site's pages."""
    used = set()
    for page in Path(site).rglob("*.html"):
        for formula in MATH.findall(page.read_text("utf-8")):
            used.update(unescape(re.sub("<[^>]+>", "", ANNOTATION.sub("", formula))))
    used -= set("\n\t")
    return {ord(c) for c in used} | {ITALIC[c] for c in used if c in ITALIC} | DRAWN
