#!/usr/bin/env bash
# math-core 0.9.0: `\overline{ab}` becomes an `mover` whose accent is U+0332, COMBINING LOW LINE,
# the character that underlines, where MathML Core's operator dictionary stretches U+00AF and
# U+203E over a base.  The bar keeps the length of one letter and, being a combining character,
# is drawn to the left of where it is set; `\bar{a}`, one letter wide, uses U+00AF.
#
# Guessed: U+203E or U+00AF, as for `\bar`, with stretchy="true".  Seen: U+0332.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet math-core==0.9.0
"$folder/venv/bin/python" - <<'PYTHON'
import re
import unicodedata
from importlib.metadata import version

from math_core import LatexToMathML

convert = LatexToMathML().convert_with_local_state


def accent(tex):
    (character,) = re.findall(r"<mo[^>]*>(.)</mo></mover>", convert(tex, displaystyle=False))
    return f"U+{ord(character):04X} {unicodedata.name(character)}"


print("math-core", version("math-core"))
for tex in (r"\bar{a}", r"\overline{ab}"):
    print(tex, accent(tex))
assert accent(r"\bar{a}") == "U+00AF MACRON"
assert accent(r"\overline{ab}") == "U+0332 COMBINING LOW LINE"
PYTHON
