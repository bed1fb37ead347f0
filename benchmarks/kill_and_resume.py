"""Kill a run at a random moment, go on, and compare with an undisturbed run: twenty times.

    python benchmarks/kill_and_resume.py INPUT.parquet [--times 20] [--rows 20] [--workers 2]

Each time the whole process group is killed (SIGKILL) while it works, one to three times, before it
is allowed to end. Prints how often the folder was the same to the byte, and exits 1 if it ever was
not.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUN = (
    "import sys; from framing.streaming import Plan, measure_files;"
    "print(measure_files(sys.argv[1], sys.argv[2],"
    " plan=Plan(('spans', 'terms'), rows=int(sys.argv[3]), workers=int(sys.argv[4]))))"
)


def start(options: argparse.Namespace, out: Path) -> subprocess.Popen:
    command = [sys.executable, "-c", RUN, options.source, str(out), options.rows, options.workers]
    return subprocess.Popen(
        list(map(str, command)), start_new_session=True, stdout=subprocess.PIPE, text=True
    )


def digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def disturbed(options: argparse.Namespace, out: Path, longest: float) -> tuple[str, int, str]:
    """The digest after one to three kills and a run to the end, and how many kills hit a run."""
    kills, wanted = 0, random.randint(1, 3)
    while kills < wanted:
        child = start(options, out)
        try:
            child.communicate(timeout=random.uniform(0.1, longest))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.communicate()
            kills += 1
        else:  # it was done before it could be killed
            shutil.rmtree(out)
            kills, longest = 0, 0.8 * longest
    child = start(options, out)
    said, _ = child.communicate()
    if child.returncode:
        sys.exit(f"the run itself failed with {child.returncode}")
    return digest(out), kills, said.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    for name, default in (("--times", 20), ("--rows", 20), ("--workers", 2), ("--seed", 0)):
        parser.add_argument(name, type=int, default=default)
    options = parser.parse_args()
    random.seed(options.seed)
    same = 0
    with tempfile.TemporaryDirectory() as place:
        began = time.monotonic()
        child = start(options, Path(place, "whole"))
        print(child.communicate()[0].strip(), flush=True)
        longest = time.monotonic() - began
        expected = digest(Path(place, "whole"))
        for number in range(options.times):
            found, kills, said = disturbed(options, Path(place, str(number)), longest)
            same += found == expected
            print(f"{number + 1}: {kills} kills, same {found == expected}; {said}", flush=True)
    print(f"the same bytes {same} of {options.times} times")
    sys.exit(same != options.times)


if __name__ == "__main__":
    main()
