#!/usr/bin/env bash
# math-core 0.9.0 (LaTeX to MathML, in Rust): the optional space after a row, `\\[2ex]`, which
# LaTeX and MathJax leave below the row, comes out as text in the next cell: "[", "2", "e", "x",
# "]".  No error is raised, though unknown commands and environments raise one, so a matrix of
# fractions, where authors write this most, gains a product [2ex] in front of an entry.
#
# Guessed: an error, or the space.  Seen: six more elements in the second row.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet math-core==0.9.0
"$folder/venv/bin/python" - <<'PYTHON'
import re
from importlib.metadata import version

from math_core import LatexError, LatexToMathML

convert = LatexToMathML().convert_with_local_state
matrix = r"\begin{pmatrix} a & b \\%s c & d \end{pmatrix}"


def shown(tex):
    return re.findall(r">([^<>]+)<", convert(tex, displaystyle=True))


print("math-core", version("math-core"))
plain, spaced = shown(matrix % ""), shown(matrix % "[2ex]")
print("without space:", plain)
print("with [2ex]:   ", spaced)
assert plain == ["(", "a", "b", "c", "d", ")"]
assert spaced == ["(", "a", "b", "[", "2", "e", "x", "]", "c", "d", ")"]
try:
    convert(r"\nosuchcommand", displaystyle=True)
except LatexError:
    print("an unknown command raises LatexError")
else:
    raise SystemExit("an unknown command no longer raises")
PYTHON
