"""How long a class waits that pastes articles of 20 kB into `framing serve` at the same moment.

    python benchmarks/serve_a_class.py [--clients 30] [--rounds 2] [--same]

Starts the server on a free port of this machine, lets its readers warm up, and ends it. All clients
run in this one process, and each pastes an article of its own, made of paragraphs of the example;
with `--same` they all paste one, as when the teacher hands it out. Prints errors and how long the
answers took from the moment that all were sent; exits 1 if anything but a marked article came back.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import socket
import statistics
import subprocess
import sys
import time
from urllib.parse import urlencode

import framing as fr

LONGEST = 120
"""Seconds after which the server, or a round, is given up."""


def texts(count: int, size: int, *, same: bool) -> list[str]:
    """Articles of this many bytes, each of other paragraphs in another order."""
    read = fr.read_articles(fr.sample_folder() / "articles")["text"].dropna()
    paragraphs = [each for text in read for each in text.split("\n") if len(each) > 80]
    made = []
    for number in range(count):
        chosen = random.Random(0 if same else number).sample(paragraphs, len(paragraphs))
        text = "\n\n".join(chosen).encode()[:size].decode(errors="ignore")
        made.append(text)
    return made


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


async def post(port: int, text: str) -> tuple[float, bool]:
    """Seconds until the whole answer is there, and whether it is a marked article."""
    body = urlencode({"text1": text, "what": "read"}).encode()
    head = (
        f"POST /read HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    begin = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head + body)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    good = answer.startswith(b"HTTP/1.1 200") and b"Who is heard" in answer
    return time.perf_counter() - begin, good


async def round_of(port: int, given: list[str]) -> list[tuple[float, bool]]:
    async with asyncio.timeout(LONGEST):
        return await asyncio.gather(*(post(port, text) for text in given))


async def until_ready(port: int, text: str) -> None:
    """Ask until an answer comes, and then until answers no longer get faster."""
    async with asyncio.timeout(LONGEST):
        while True:
            try:
                await post(port, text)
                break
            except OSError:
                await asyncio.sleep(0.2)
    for _ in range(3):
        await round_of(port, [text] * 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--same", action="store_true")
    given = parser.parse_args()
    port = free_port()
    command = [sys.executable, "-m", "framing", "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    good = True
    try:
        pasted = texts(given.clients * given.rounds, given.size, same=given.same)
        asyncio.run(until_ready(port, pasted[0]))
        for number in range(given.rounds):
            mine = pasted[number * given.clients : (number + 1) * given.clients]
            answers = asyncio.run(round_of(port, mine))
            took = sorted(seconds for seconds, _ in answers)
            errors = sum(not fine for _, fine in answers)
            good = good and not errors
            middle = statistics.median(took)
            print(f"{len(answers)} clients, {errors} errors, median {middle:.2f} s,"
                  f" first {took[0]:.2f} s, last {took[-1]:.2f} s", flush=True)  # fmt: skip
    finally:
        server.terminate()
        server.wait(10)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
