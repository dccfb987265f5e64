"""Arrays of numbers, made of whatever a user hands over, or an error that says what is wrong."""

from reprlib import repr as brief

import numpy as np


def as_numbers(name, values):
    """Return `values` as a float64 array; a `ValueError` names what in them is no number.

    `values` is a number, an array, a list, a table with columns, or anything else that NumPy can
    read: whole numbers, floats and truth values, not masked, complex, dates or texts.  NaN and
    infinity pass.
    """
    if type(values) is np.ndarray and values.dtype == np.float64:
        return values
    rows = values if isinstance(values, (list, tuple)) else ()
    if np.ma.isMaskedArray(values) or any(np.ma.isMaskedArray(row) for row in rows):
        raise ValueError(
            f"{name} must not be masked; got a masked array.  Fill its gaps with "
            f"{name}.filled(…), or leave those rows out"
        )
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(
            f"{name} must be numbers in rows of the same length; got {brief(values)}"
        ) from None
    if array.dtype.kind == "O":
        _check_each(name, values, array)
    elif array.dtype.kind not in "biuf":
        place, remedy = _place(values, (0,) * array.ndim), _remedy(array.dtype.kind)
        found = brief(array.ravel()[0].item()) if array.size else array.dtype
        raise ValueError(f"{name} must be numbers; got {found}{place}{remedy}")
    return array.astype(np.float64)


def _check_each(name, values, array):
    for index in np.ndindex(array.shape):
        value = array[index]
        if np.ma.is_masked(value) or not _is_number(value):
            kind = "U" if isinstance(value, str) else "O"
            place, remedy = _place(values, index), _remedy(kind)
            raise ValueError(f"{name} must be numbers; got {brief(value)}{place}{remedy}")


def _is_number(value):
    if isinstance(value, (str, bytes, complex)) or getattr(value, "shape", ()) != ():
        return False
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return getattr(getattr(value, "dtype", None), "kind", "f") in "biuf"


def _place(values, index):
    """Where in a table or an array an entry stands, as " in …"."""
    columns = getattr(values, "columns", None)
    if columns is not None and len(index) == 2:
        return f" in column {columns[index[1]]!r}, row {index[0]}"
    if len(index) == 2:
        return f" in row {index[0]}, column {index[1]}"
    return f" in place {index[0]}" if len(index) == 1 else ""


def _remedy(kind):
    if kind in "US":
        return ": turn texts into numbers first, or leave that column out"
    if kind in "Mm":
        return ": turn dates into numbers first, such as days since the first"
    return ": take its real part" if kind == "c" else ""
