"""Find a Chromium to test the built site and to print it.  Run as a script, it says which one."""

import os
import shutil
import sys
from pathlib import Path

VARIABLE = "CHROMIUM"

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)

PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
)

ADVICE = f"""The built site is tested and printed by a real browser, and none was found.
Install Chromium, Google Chrome or Microsoft Edge:
    Debian, Ubuntu:  sudo apt-get install chromium
    macOS:           brew install --cask chromium
    Windows:         winget install Google.Chrome
or set the environment variable {VARIABLE} to the program's path."""

#: Headless, quiet, and without asking other hosts for anything.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find():
    """Return the path of a browser; `FileNotFoundError` with advice if there is none."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        if not shutil.which(chosen):
            raise FileNotFoundError(f"{VARIABLE} must be a browser's program; got {chosen!r}")
        return shutil.which(chosen)
    found = [path for name in NAMES if (path := shutil.which(name))]
    for place in PLACES:
        for folder, value in os.environ.items():
            place = place.replace(f"{{{folder.upper()}}}", value)
        if Path(place).is_file():
            found.append(place)
    if not found:
        raise FileNotFoundError(ADVICE)
    return found[0]


if __name__ == "__main__":
    try:
        print(f"The browser is {find()}")
    except FileNotFoundError as missing:
        sys.exit(str(missing))
