"""The statements of a notebook's cells: what they define, change, import and read."""

import ast
import dis
import inspect

COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")


def within_magic(source):
    """The Python within a cell like ``%%time``, which is what its functions' lines count in."""
    match parsed(source):
        case [ast.Expr(ast.Call(ast.Attribute(attr="run_cell_magic"), [_, _, ast.Constant(code)]))]:
            return code
    return source


def parsed(source):
    """The statements of a cell; none of one with magic commands."""
    try:
        return ast.parse(source).body
    except SyntaxError:
        return []


def defined(statement):
    """The names that a statement defines."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return {statement.name}
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    names = [n for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)]
    return {n.id for n in names if isinstance(n.ctx, ast.Store)}  # not the rule of rule.beta = 1


def changed(statement):
    """The names of the things that a statement changes where they are: rule.beta = 1, a[0] += 1."""
    targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
    parts = [n for t in targets if t for n in ast.walk(t)]
    owners = [n.value for n in parts if isinstance(n, (ast.Attribute, ast.Subscript))]
    return {owner.id for owner in owners if isinstance(owner, ast.Name)}


def first_line(statement):
    """The line on which a statement begins, with its decorators."""
    return min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", []))])


def text_of(source, statement):
    """The lines of a statement, as they were written."""
    return "\n".join(source.splitlines()[first_line(statement) - 1 : statement.end_lineno])


def imported(node):
    """The modules that a node of the syntax tree imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) else []


def global_names(code, at_once=False):
    """Yield (name, line) for each global that compiled code reads: in nested functions, too, or
    only those that are read `at_once`, as the code runs.
    """
    for instruction in dis.get_instructions(code):
        if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            yield instruction.argval, instruction.positions.lineno
    for constant in code.co_consts:
        if inspect.iscode(constant) and (not at_once or constant.co_name in COMPREHENSIONS):
            yield from global_names(constant, at_once)
