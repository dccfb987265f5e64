"""What a test holds of a submission's objects: no more than a number."""

#: The most items that a test takes from something that can be iterated over.
MOST_ITEMS = 10_000


class Handle:
    """Something of a submission's that is no plain data: call it, look into it, iterate over it."""

    __slots__ = ("_number", "_remote", "_type")

    def __init__(self, remote, number, type_):
        self._remote = remote
        self._number = number
        self._type = type_

    def __call__(self, *arguments, **keywords):
        return self._remote.call(self._number, arguments, keywords)

    def __getattr__(self, name):
        if name.startswith("__"):  # NumPy and others ask for these, and mean to trust the answer
            raise AttributeError(name)
        return self._remote._result({"attribute": [self._number, name]})

    def __iter__(self):
        items = self._remote._result({"iterate": self._number})
        for _ in range(MOST_ITEMS):
            try:
                yield self._remote._result({"next": items._number})
            except StopIteration:
                return
        raise AssertionError(f"more than {MOST_ITEMS:,} items, and no end")

    def __repr__(self):
        return f"<{self._type}>"
