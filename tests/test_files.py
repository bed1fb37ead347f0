"""Files are found in one order, opened within bounds, and decoded by what they hold."""

import gzip
import os
from pathlib import Path

import pytest

from framing.errors import InputError
from framing.files import Source, decode, find_files, read_bytes


def names(source):
    return [file.name for file in find_files(source)]


def test_order_is_that_of_the_names_with_slashes(tmp_path):
    for name in ("b/1.txt", "a.txt", "B.txt", "a/2.txt", "b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path) == sorted(names(tmp_path))
    assert names(tmp_path) == ["B.txt", "a.txt", "a/2.txt", "b.txt", "b/1.txt"]


def test_a_file_given_twice_is_read_once(tmp_path):
    (tmp_path / "a.txt").touch()
    assert names([tmp_path, tmp_path / "a.txt"]) == ["a.txt"]


def test_an_empty_name_is_not_the_current_folder():
    for source in ("", ["a.txt", ""]):
        with pytest.raises(InputError):
            find_files(source)
    with pytest.raises(InputError, match=r"Write \. for the current folder"):
        find_files("")


def test_a_pipe_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="a pipe"):
        read_bytes(Source(tmp_path / "pipe.txt", "pipe.txt"))
    with pytest.raises(InputError, match="a pipe"):
        find_files(tmp_path)


def test_the_ending_is_the_one_below_gz():
    assert Source(Path("x/A.HTML.GZ"), "A.HTML.GZ").ending == ".html"


def test_gzip_of_several_parts_is_one_file(tmp_path):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"One. ") + gzip.compress(b"Two."))
    assert read_bytes(Source(path, path.name)) == b"One. Two."


@pytest.mark.parametrize(
    "data", [b"not gzip", gzip.compress(b"x" * 999, mtime=0)[:-9], b"\x1f\x8b"]
)
def test_a_damaged_archive_is_one_line(tmp_path, data):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"gzip file.*again\.$"):
        read_bytes(Source(path, path.name))


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        (b"\xef\xbb\xbfHallo", "Hallo", "utf-8"),
        ("“Hallo”".encode("utf-16"), "“Hallo”", "utf-16-le"),
        ("Hallo".encode("utf-16-be"), "Hallo", "utf-16-be"),
        ("“Hallo” – é".encode("cp1252"), "“Hallo” – é", "windows-1252"),
        (("é" * 20).encode() + b"\xff", ("é" * 20) + "\ufffd", "utf-8 with broken bytes"),
    ],
)  # fmt: skip
def test_encodings(data, text, encoding):
    assert decode(data) == (text, encoding)


def test_a_page_may_say_its_encoding_where_it_is_not_utf8():
    page = '<meta charset="windows-1251"><p>Мост открыт.'
    assert decode(page.encode("cp1251"), page=True) == (page, "windows-1251")
    assert decode(page.encode(), page=True) == (page, "utf-8")
    assert decode(b'<meta charset="zip"><p>\xe9', page=True)[1] == "windows-1252"
