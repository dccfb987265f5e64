"""The repository that the book's buttons open: one setting, which a fork inherits.

It is the environment variable ``COURSE_REPOSITORY``, else the address of git's remote "origin".
Where neither is an address of the web, no page has a button: none of them would work.
"""

import os
import re
import subprocess

VARIABLE = "COURSE_REPOSITORY"
#: ``git@host:owner/name.git``, ``ssh://git@host/owner/name`` and ``https://host/owner/name``.
ADDRESS = re.compile(
    r"^(?:https?://|ssh://|git://)?(?:[^@/\s]+@)?(?P<host>[\w.-]+\.[a-z]+)(?::\d+)?[:/]"
    r"(?P<path>[\w.~-]+(?:/[\w.~-]+)+)$"
)


def repository(folder):
    """Return the address of the repository in `folder` as "https://host/owner/name", or None.

    Raises `ValueError` if the environment variable is set and is no such address.
    """
    given = os.environ.get(VARIABLE, "").strip()
    address = _of_the_web(given or _remote(folder))
    if given and address is None:
        raise ValueError(f"{VARIABLE} must be like https://github.com/owner/name; got {given!r}")
    return address


def add_buttons(app, config):
    """Show the buttons that open the repository and Binder, if it is known."""
    address = repository(app.srcdir)
    if address is None:
        return
    options = config.html_theme_options
    options["repository_url"] = address
    # Forgejo and Gitea, the other hosts', have GitHub's addresses.
    known = [name for name in ("gitlab", "bitbucket") if name in address]
    options["repository_provider"] = known[0] if known else "github"
    options["repository_branch"] = "HEAD"  # whatever the default branch is called
    options["use_repository_button"] = True  # issues are opened from the end of each page
    if address.startswith("https://github.com/"):
        launch = {"binderhub_url": "https://mybinder.org", "notebook_interface": "jupyterlab"}
        options["launch_buttons"] = options.get("launch_buttons", {}) | launch


def _of_the_web(text):
    found = ADDRESS.match(text.removesuffix("/").removesuffix(".git"))
    return f"https://{found['host']}/{found['path']}" if found else None


def _remote(folder):
    command = ["git", "-C", str(folder), "remote", "get-url", "origin"]
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except FileNotFoundError:  # no git here
        return ""
