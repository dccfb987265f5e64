"""Wheels of pure Python packages, made from what is installed: nothing is downloaded or built."""

import base64
import hashlib
import zipfile
from importlib import metadata

from book.packages import folder as folder_of
from book.packages import own_files

PURE = b"Wheel-Version: 1.0\nGenerator: book.wheels\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
DATE = (1980, 1, 1, 0, 0, 0)  # the same files give the same wheel


def write_wheel(name, folder):
    """Write the wheel of an installed package into a folder, and return its path.

    An editable package, as ours are in the book's environment, will do, too.
    """
    distribution = metadata.distribution(name)
    package = folder_of(name)
    files = {
        f"{name}/{path.relative_to(package).as_posix()}": path.read_bytes()
        for path in own_files(package)
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
