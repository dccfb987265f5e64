"""The Python that a page runs: ``update`` with all that it uses, and then the words' functions.

Names are found from the functions themselves.  What the notebook defined comes with the
statement that defined it, plain data as literals, what a page can import as imports.
Anything else stops the build, because it would fail in the reader's hands.
"""

import ast
import dis
import inspect
import sys

from living_figures.portable import importable

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
        self.cells = names.get("In") or [inspect.getsource(sys.modules[names["__name__"]])]
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
        literal = _literal(thing)
        if literal is not None:
            self.statements.append(f"{name} = {literal}")
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
            for statement in reversed(_parsed(source)):
                if name not in _defined(statement):
                    continue
                # Of several functions of one name, it is the one with the thing's own line.
                is_def = isinstance(statement, ast.FunctionDef)
                if not is_def or line in (None, _first_line(statement)):
                    self.found |= _defined(statement)
                    self.add_used(statement, cell)
                    self.statements.append(_text(source, statement))
                    return True
        return False

    def add_used(self, statement, cell):
        """Add every global name that a statement reads, and check what it imports."""
        for node in ast.walk(statement):
            for module in _imported(node):
                if module not in self.portable:
                    raise NotPortable(cell, node.lineno, module, "the module is not on a page")
        code = compile(ast.Module([statement], []), "notebook", "exec")
        for name, line in _global_names(code):
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


def _parsed(source):
    try:
        return ast.parse(source).body
    except SyntaxError:  # a cell with magic commands
        return []


def _defined(statement):
    """The names that a statement defines."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return {statement.name}
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}


def _first_line(statement):
    """The line on which a statement begins, with its decorators."""
    return min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", []))])


def _text(source, statement):
    return "\n".join(source.splitlines()[_first_line(statement) - 1 : statement.end_lineno])


def _imported(node):
    """The modules that a node of the syntax tree imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) else []


def _global_names(code):
    """Yield (name, line) for each global that compiled code reads, in nested functions too."""
    for instruction in dis.get_instructions(code):
        if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            yield instruction.argval, instruction.positions.lineno
    for constant in code.co_consts:
        if inspect.iscode(constant):
            yield from _global_names(constant)


def _literal(thing):
    """Plain data as Python source, NumPy's own numbers as plain ones; None for all else."""
    if type(thing).__module__ == "numpy" and getattr(thing, "shape", None) == ():
        thing = thing.item()
    if type(thing) is float:
        return repr(thing) if abs(thing) < float("inf") else f'float("{thing}")'
    if thing is None or type(thing) in (bool, int, str):
        return repr(thing)
    if type(thing) in (list, tuple, set):
        parts = [_literal(x) for x in thing]
        if None in parts:
            return None
        left, right = {list: "[]", tuple: "()", set: "{}"}[type(thing)]
        comma = "," if type(thing) is tuple and len(parts) == 1 else ""
        return f"{left}{', '.join(parts)}{comma}{right}" if parts else f"{type(thing).__name__}()"
    if type(thing) is dict:
        parts = [(_literal(key), _literal(value)) for key, value in thing.items()]
        if any(None in pair for pair in parts):
            return None
        if any(type(key) is float for key in thing):  # Brython loses such keys of a display
            return f"dict([{', '.join(f'({key}, {value})' for key, value in parts)}])"
        return "{" + ", ".join(f"{key}: {value}" for key, value in parts) + "}"
    return None
