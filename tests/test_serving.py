"""The reading room: what is pasted is shown marked, and nobody else's page may ask."""

import asyncio
import gc
import os
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Thread
from urllib.request import urlopen

import pytest
from starlette.testclient import TestClient

from framing.cli_serve import serve, server_of
from framing.errors import FramingError
from framing.reading_room import Pasted, code_page, read_marked
from framing.serving import COOKIE, Room, make_app, new_code

ARTICLE = "The boats stayed in port. “It may blow for a week,” said Ida Brandt, the harbour master."
HERE = "http://127.0.0.1:8420"


@pytest.fixture(scope="module")
def room():
    with TestClient(make_app(processes=1), base_url=HERE) as client:
        yield client


@pytest.fixture(scope="module")
def class_room():
    app = make_app(Room("0.0.0.0", "tern4sea"), processes=1)
    with TestClient(app, base_url="http://192.168.7.20:8420") as client:
        yield client


def ends_at_once(pasted):
    os._exit(1)


def never_ends(pasted):
    while True:
        time.sleep(1)


@contextmanager
def served():
    """The room on a port of its own, as the command serves it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = server_of(make_app(processes=1))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def paste(client, text, **others):
    return client.post("/read", data={"text1": text, "what": "read"} | others)


def test_a_pasted_article_is_shown_with_its_words_marked_and_who_is_heard(room):
    page = paste(room, ARTICLE)
    assert page.status_code == 200
    assert 'class="fh-direct' in page.text
    assert "<td>Ida Brandt</td>" in page.text


def test_two_articles_stand_side_by_side(room):
    page = paste(room, ARTICLE, text2="Nobody drowned.")
    assert page.text.count("<section") == 2


def test_a_saved_page_is_read_as_a_page(room):
    html = f"<html><body><nav>Menu</nav><article><p>{ARTICLE * 3}</p></article></body></html>"
    files = {"file1": ("saved.html", html.encode(), "text/html")}
    page = room.post("/read", files=files, data={"what": "read"})
    assert "Ida Brandt" in page.text
    assert "&lt;article" not in page.text


def test_the_same_text_can_be_coded_by_hand(room):
    page = paste(room, ARTICLE, what="code")
    assert "Coding sheet" in page.text
    assert "harbour master" in page.text


def test_hostile_text_is_text(room):
    page = paste(room, '<script>alert(1)</script> "><img src=x onerror=alert(2)> ' + "a" * 90_000)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<img" not in page.text


def test_what_many_paste_at_once_is_read_once(room, monkeypatch):
    """A class is given one article; its thirty pastes must not wait for thirty readings."""
    readers, read = room.app.state.readers, []
    schedule = readers.schedule

    def noted(job, **options):
        read.append(job)
        return schedule(job, **options)

    monkeypatch.setattr(readers, "schedule", noted)
    text = f"{ARTICLE}\n\n" * 60
    with ThreadPoolExecutor(4) as clients:
        pages = list(clients.map(lambda _: paste(room, text), range(4)))
    assert [page.status_code for page in pages] == [200] * 4
    assert len({page.text for page in pages}) == 1
    assert len(read) < 4
    assert not room.app.state.running
    paste(room, text)
    assert len(read) > 1


@pytest.mark.parametrize("job", [read_marked, code_page])
def test_a_text_is_forgotten_when_it_is_answered(job):
    said = " ".join(["Nobody", "asked", "Xaver"])
    job([Pasted("", f"{ARTICLE} {said}.".encode())])
    parts = (part for each in gc.get_objects() for part in gc.get_referents(each))
    longer = (part for part in parts if type(part) is str and len(part) > len(said))
    assert not [part for part in longer if said in part]


def test_nothing_pasted_is_said(room):
    page = paste(room, "  ")
    assert page.status_code == 400
    assert "Nothing was pasted" in page.text


@pytest.mark.parametrize(("size", "status"), [(120_000, 400), (1_200_000, 400), (10_000_000, 413)])
def test_what_is_too_large_is_refused_on_the_page(room, size, status):
    files = {"file1": ("long.txt", b"word " * (size // 5), "text/plain")}
    page = room.post("/read", files=files, data={"what": "read"})
    assert page.status_code == status
    assert "Paste one article at a time." in page.text


def test_a_body_of_unknown_length_ends_where_it_is_too_large(room):
    body = (b"text1=" + b"x" * 1_000_000 for _ in range(10))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert room.post("/read", content=body, headers=form).status_code == 413


@pytest.mark.parametrize(("name", "begins"), [("a.pdf", b"%PDF-1.7"), ("a.docx", b"PK\x03\x04")])
def test_what_is_no_text_is_refused_and_not_shown_as_signs(room, name, begins):
    page = room.post("/read", files={"file1": (name, begins + b"\x00\xff" * 99)})
    assert page.status_code == 400
    assert f"{name} is no text file" in page.text


def test_unknown_pages_are_said_to_be(room):
    assert room.get("/etc/passwd").status_code == 404
    assert room.get("/read").status_code == 405


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8420", "192.168.7.20:8420", "["])
def test_another_name_for_this_machine_is_refused(room, host):
    assert room.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "http://[evil", "http://127.0.0.1:9"]
)
def test_another_page_may_not_ask(room, origin):
    page = room.post("/read", data={"text1": ARTICLE}, headers={"origin": origin})
    assert page.status_code == 403


def test_its_own_page_may_ask(room):
    page = room.post("/read", data={"text1": ARTICLE}, headers={"origin": HERE})
    assert page.status_code == 200


def test_a_body_that_does_not_arrive_is_given_up(room, monkeypatch):
    async def never(self, **kept):
        await asyncio.sleep(9)

    monkeypatch.setattr("framing.serving.SECONDS", 0.05)
    monkeypatch.setattr("starlette.requests.Request._get_form", never)
    assert paste(room, ARTICLE).status_code == 408


def test_a_port_that_is_taken_is_said_in_one_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(FramingError, match=f"cannot listen on 127.0.0.1, port {port}"):
            serve("127.0.0.1", port, "")


def test_a_reader_that_dies_is_replaced(room, monkeypatch):
    monkeypatch.setattr("framing.serving.read_marked", ends_at_once)
    assert paste(room, ARTICLE).status_code == 503
    monkeypatch.undo()
    assert paste(room, ARTICLE).status_code == 200


def test_a_reader_that_does_not_end_is_replaced_and_others_are_read(room, monkeypatch):
    """There is one reader here: were it not ended, nobody after it would be answered."""
    monkeypatch.setattr("framing.serving.SECONDS", 0.5)
    monkeypatch.setattr("framing.serving.read_marked", never_ends)
    page = paste(room, ARTICLE)
    assert (page.status_code, "too long" in page.text) == (503, True)
    monkeypatch.undo()
    assert paste(room, ARTICLE).status_code == 200


def test_connections_that_ask_for_nothing_are_closed(monkeypatch):
    monkeypatch.setattr("framing.patience.SECONDS", 0.3)
    with served() as port:
        silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
        silent[1].sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1")  # half a header
        for each in silent:
            each.settimeout(10)
            assert each.recv(1) == b""
            each.close()
        with urlopen(f"http://127.0.0.1:{port}/") as page:
            assert page.status == 200


def test_nothing_is_cached_framed_or_loaded_from_elsewhere(room):
    page = room.get("/")
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in page.text
    assert not re.search(r'(?:src|href)="(?!/"|#)', page.text)


def test_a_room_asks_for_its_code(class_room):
    class_room.cookies.clear()
    assert "The code on the teacher" in class_room.get("/").text
    refused = class_room.post("/read", data={"text1": ARTICLE})
    assert "Ida Brandt" not in refused.text
    wrong = class_room.post("/join", data={"code": "gull4sea"})
    assert wrong.status_code == 403
    joined = class_room.post("/join", data={"code": " Tern4Sea "})
    assert "Paste an article" in joined.text
    assert "Ida Brandt" in paste(class_room, ARTICLE).text


def test_a_made_up_cookie_does_not_open_the_room(class_room):
    class_room.cookies.clear()
    page = class_room.get("/", headers={"cookie": f"{COOKIE}=tern4sea"})
    assert "The code on the teacher" in page.text


def test_a_room_is_reached_by_its_address_alone(class_room):
    assert class_room.get("/", headers={"host": "evil.example"}).status_code == 421


def test_codes_are_short_and_never_the_same():
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(re.fullmatch(r"[a-z2-9]{8}", code) for code in codes)


@pytest.mark.parametrize(
    "data", [b"\x00\xff\xfe", "«".encode(), b"<html><body></body></html>", b"\r\n."]
)
def test_odd_bytes_are_answered(data):
    answer = read_marked([Pasted("", data)])
    assert answer.articles or "no text" in answer.refusal
