"""A report printed to PDF by a browser of this machine, if there is one.

The browser is asked for nothing from the network, and the dates it writes are taken out. Another
version of a browser may print other bytes, so the PDF is no part of what `verify` compares.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from framing.errors import FramingError
from framing.writing import write_bytes

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
            "msedge", "microsoft-edge")  # fmt: skip
_OPTIONS = (
    "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-extensions", "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
_DATE = re.compile(rb"(?<=Date \(D:)\d{14}")
_SECONDS = 180


def find_browser() -> str | None:
    """Where a browser is that can print, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def print_report(page: Path) -> Path:
    """Print a report beside its page, as report.pdf; returns the path of that.

    Parameters
    ----------
    page : Path
        The report.html.

    Returns
    -------
    Path

    Raises
    ------
    FramingError
        If there is no browser, or it prints nothing.
    """
    browser = find_browser()
    if browser is None:
        raise FramingError(
            f"no PDF: no browser was found to print {page} with. Install Chromium or Chrome, or"
            " open the page and print it."
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        copy, printed = Path(scratch) / "report.html", Path(scratch) / "report.pdf"
        write_bytes(_without_paths(page.read_bytes()), copy)
        problem = _run(browser, copy, printed)
        if not printed.is_file():
            raise FramingError(f"no PDF: {browser} could not print {page}{problem}.")
        return write_bytes(_DATE.sub(b"19800101000000", printed.read_bytes()),
                           page.with_suffix(".pdf"))  # fmt: skip


def _without_paths(page: bytes) -> bytes:
    """The page without links to files: a browser would print them as paths of this machine."""
    from lxml import html

    tree = html.document_fromstring(page.decode("utf-8"))
    for link in tree.iter("a"):
        if not link.get("href", "#").startswith("#"):
            del link.attrib["href"]
    return html.tostring(tree, encoding="utf-8", doctype="<!doctype html>")


def _run(browser: str, page: Path, printed: Path) -> str:
    """Print; what went wrong, if anything."""
    root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    profile = f"--user-data-dir={page.parent / 'profile'}"
    command = [browser, *_OPTIONS, *root, profile, f"--print-to-pdf={printed}", page.as_uri()]
    try:
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f" ({error})"
    return ""
