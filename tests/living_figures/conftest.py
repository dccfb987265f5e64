"""The page of the example with a reader at it; its figures import the package `orbits`."""

import matplotlib.pyplot as plt
import pytest
from example import write_page
from reader import Reader

from living_figures.portable import PACKAGES


@pytest.fixture(scope="module", autouse=True)
def packages():
    """Name the package, as the configuration of a site does."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(PACKAGES, "orbits")
        yield
    plt.close("all")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The page in a folder of its own."""
    folder = tmp_path_factory.mktemp("living page ä")
    write_page(folder)
    return folder


@pytest.fixture(params=["served", "from disk"])
def address(request, folder, serve):
    return (
        serve(folder) + "index.html"
        if request.param == "served"
        else (folder / "index.html").as_uri()
    )


@pytest.fixture
def reader(browser, address):
    reader = Reader(browser, address)
    yield reader
    assert reader.errors == []
    reader.context.close()
