"""The icons' fonts, without the icons that no page shows.

Font Awesome has two thousand icons, and the site shows about thirty.  The theme's style sheet
names each of them already; what is missing from a font takes no bytes.
"""

import re
from pathlib import Path

import pydata_sphinx_theme
from fontTools import subset

FONTS = Path("vendor", "fontawesome", "webfonts")
ORIGINALS = Path(pydata_sphinx_theme.__file__).parent.joinpath(
    "theme", "pydata_sphinx_theme", "static", FONTS
)
STYLE = Path("styles", "pydata-sphinx-theme.css")

NAME = re.compile(r"\bfa-[a-z0-9-]+")
#: `.fa-bars:before,.fa-navicon:before{content:"\f0c9"}`, the character written out or escaped.
RULE = re.compile(
    r"(?P<names>\.fa-[a-z0-9-]+:before(?:,\.fa-[a-z0-9-]+:before)*)"
    r'\{content:"(?:\\(?P<code>[0-9a-f]{1,6})|(?P<character>[^"\\]))"\}'
)
#: `--pst-icon-bell:"…"`, the icons that the style sheet itself puts at admonitions and links.
OWN = re.compile(r'--pst-icon-[a-z-]+:"(?:\\(?P<code>[0-9a-f]{1,6})|(?P<character>[^"\\]))"')


def write_fonts(site):
    """Write the fonts into the folder `site`, with the icons that its pages and scripts name."""
    static = Path(site, "_static")
    style = (static / STYLE).read_text("utf-8")
    scripts = [path for path in static.glob("scripts/*.js") if path.stem != "fontawesome"]
    names = set()
    for path in [*Path(site).rglob("*.html"), *scripts]:
        names.update(NAME.findall(path.read_text("utf-8")))
    codes = icons(style, names)
    for original in ORIGINALS.glob("*.woff2"):
        options = subset.Options(flavor="woff2", notdef_outline=True)
        font = subset.load_font(original, options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=codes)
        subsetter.subset(font)
        subset.save_font(font, static / FONTS / original.name, options)


def icons(style, names):
    """Return the codes of the icons called `names`, and of those that `style` shows itself.

    Raises `ValueError` if `style` has none of the one kind or of the other: it must have changed.
    """
    known, own = list(RULE.finditer(style)), list(OWN.finditer(style))
    if not (known and own):
        raise ValueError(f"the theme's {STYLE} names no icon in the way that {__name__} reads")
    shown = [rule for rule in known if names & set(NAME.findall(rule["names"]))]
    return sorted({_code(found) for found in [*shown, *own]})


def _code(found):
    return int(found["code"], 16) if found["code"] else ord(found["character"])
