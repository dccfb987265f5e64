"""Stands below the package's own folder, where no page can import it."""


def chart(path):
    """A picture of a path, as one line."""
    return " ".join(map(str, path))
