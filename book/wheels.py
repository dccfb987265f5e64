"""Wheels of pure Python packages, made from what is installed: nothing is downloaded or built."""

import base64
import hashlib
import zipfile
from importlib import metadata, util
from pathlib import Path

PURE = b"Wheel-Version: 1.0\nGenerator: book.wheels\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
#: What may lie in a package's folder, and is no part of what is installed.
BESIDE = {"build", "readme", "README.md", "LICENSE", "pyproject.toml"}
DATE = (1980, 1, 1, 0, 0, 0)  # the same files give the same wheel


def write_wheel(name, folder):
    """Write the wheel of an installed package into a folder, and return its path.

    An editable package, as ours are in the book's environment, will do, too.
    """
    distribution = metadata.distribution(name)
    package = Path(util.find_spec(name).origin).parent
    files = {
        f"{name}/{path.relative_to(package).as_posix()}": path.read_bytes()
        for path in sorted(package.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
        if path.relative_to(package).parts[0] not in BESIDE
        if not any(part.endswith(".egg-info") for part in path.parts)
    }
    notes = f"{name}-{distribution.version}.dist-info"
    about = distribution.read_text("METADATA") or distribution.read_text("PKG-INFO")
    files |= {f"{notes}/METADATA": about.encode(), f"{notes}/WHEEL": PURE}
    record = "".join(f"{path},{_digest(data)},{len(data)}\n" for path, data in files.items())
    files[f"{notes}/RECORD"] = f"{record}{notes}/RECORD,,\n".encode()
    wheel = folder / f"{name}-{distribution.version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, data in files.items():
            archive.writestr(zipfile.ZipInfo(path, DATE), data, zipfile.ZIP_DEFLATED)
    return wheel


def _digest(data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest())
    return "sha256=" + digest.decode().rstrip("=")
