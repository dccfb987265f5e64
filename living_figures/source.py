"""The Python that a page runs: ``update`` with all that it uses, and then the words' functions.

Names are found from the functions themselves.  What the notebook defined comes with the
statement that defined it, plain data as literals, what a page can import as imports.
Anything else stops the build, because it would fail in the reader's hands.
"""

import ast
import inspect
import sys

from living_figures.literal import literal
from living_figures.portable import importable
from living_figures.statements import (
    changed,
    defined,
    first_line,
    global_names,
    imported,
    parsed,
    text_of,
    within_magic,
)  # fmt: skip

NOT_ON_A_PAGE = ("open", "input", "exec", "eval", "compile", "__import__")


class NotPortable(ValueError):
    """Something that a figure's functions use cannot run in a page."""

    def __init__(self, cell, line, name, why):
        super().__init__(
            f"cell {cell}, line {line}: {name}: {why}. Write it portably (plain Python, math "
            "and what a page can import), or make the experiment tabulated=True"
        )


def portable_source(update, words):
    """Return what a page runs, as a dict.

    - `source`: the text of `update` and of all that it uses, ready to run without this process;
    - `words`: the text of the functions in the dict `words` and of what these use beyond that;
    - `functions`: for ``"update"`` and each of the words, the function's name there and the
      names of its parameters.

    Raises `NotPortable` with the place, the name and the ways out.
    """
    parts = _Parts(update.__globals__)
    functions = {"update": update, **words}
    texts = []
    for group in (["update"], list(words)):
        for part in group:
            parts.require(part, functions[part])
        texts.append(parts.text())
    calls = {part: [f.__name__, parameters(f)] for part, f in functions.items()}
    return {"source": texts[0], "words": texts[1], "functions": calls}


def parameters(function):
    """The names of a function's parameters."""
    return list(inspect.signature(function).parameters)


class _Parts:
    """What has been found so far, each name once; what is used stands before its user."""

    def __init__(self, names):
        self.names = names
        cells = names.get("In") or [inspect.getsource(sys.modules[names["__name__"]])]
        self.cells = [within_magic(cell) for cell in cells]
        self.portable = importable()
        self.imports = set()
        self.statements = []
        self.found = set()

    def text(self):
        """The source of what has been found since the last call."""
        text = "\n\n\n".join(["\n".join(sorted(self.imports)), *self.statements]).strip()
        self.imports, self.statements = set(), []
        return text + "\n" if text else ""

    def require(self, part, function):
        """Add a function that the experiment was given, under its own name."""
        if function.__name__ not in self.found and not self.add_definition(
            function.__name__, function
        ):
            raise ValueError(f"{part} must be defined with def, in the notebook; got {function!r}")

    def add(self, name, cell, line):
        """Add one name that the code in this place uses, by what it stands for."""
        self.found.add(name)
        thing = self.names[name]
        text = literal(thing)
        if text is not None:
            self.statements.append(f"{name} = {text}")
        elif inspect.ismodule(thing):
            if thing.__name__ not in self.portable:
                raise NotPortable(cell, line, name, f"module {thing.__name__} is not on a page")
            package, _, module = thing.__name__.rpartition(".")
            statement = f"from {package} import {module}" if package else f"import {module}"
            self.imports.add(statement + ("" if name == module else f" as {name}"))
        elif origin := self._origin(thing):
            module, original = origin
            alias = "" if name == original else f" as {name}"
            self.imports.add(f"from {module} import {original}{alias}")
        elif not self.add_definition(name, thing):
            kind = f"{type(thing).__module__}.{type(thing).__name__}"
            raise NotPortable(cell, line, name, f"a {kind} cannot be sent to a page")

    def add_definition(self, name, thing):
        """Add the notebook's own statement that defined a thing, after all that it uses."""
        line = getattr(getattr(thing, "__code__", None), "co_firstlineno", None)
        for cell, source in reversed(list(enumerate(self.cells))):
            for statement in reversed(parsed(source)):
                if name not in defined(statement):
                    continue
                # Of several functions of one name, it is the one with the thing's own line.
                is_def = isinstance(statement, ast.FunctionDef)
                if not is_def or line in (None, first_line(statement)):
                    self.check_lasting(statement, name, cell)
                    self.found |= defined(statement)
                    self.add_used(statement, cell)
                    self.statements.append(text_of(source, statement))
                    return True
        return False

    def check_lasting(self, statement, name, cell):
        """Refuse a thing that is not what its statement made of it: a page would run that alone."""
        code = compile(ast.Module([statement], []), "notebook", "exec")
        used = {n for n, _ in global_names(code, at_once=True)} - {name}
        place = (cell, statement.lineno)
        for at, source in enumerate(self.cells):
            for later in parsed(source):
                if (at, later.lineno) <= place:
                    continue
                if name in changed(later):
                    why = f"it is changed after it was made in cell {cell}"
                    raise NotPortable(at, later.lineno, name, why)
                for other in used & defined(later) & self.names.keys():
                    why = f"it is bound again, after {name} was made with it in cell {cell}"
                    raise NotPortable(at, later.lineno, other, why)

    def add_used(self, statement, cell):
        """Add every global name that a statement reads, and check what it imports."""
        for node in ast.walk(statement):
            for module in imported(node):
                if module not in self.portable:
                    raise NotPortable(cell, node.lineno, module, "the module is not on a page")
        code = compile(ast.Module([statement], []), "notebook", "exec")
        for name, line in global_names(code):
            if name in NOT_ON_A_PAGE:
                raise NotPortable(cell, line, name, "a page has no files and no prompt")
            if name in self.names and name not in self.found and not name.startswith("__"):
                self.add(name, cell, line)

    def _origin(self, thing):
        """Where a page can import `thing` from: (module, its name there), or None."""
        found = [
            (module, name)
            for module, contents in self.portable.items()
            for name, value in vars(contents).items()
            if value is thing and not name.startswith("_")
        ]
        own = [place for place in found if place[0] == getattr(thing, "__module__", None)]
        return next(iter(own or found), None)
