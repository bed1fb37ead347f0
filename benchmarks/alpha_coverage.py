"""How often the interval of Krippendorff's alpha holds the alpha that simulated classes have.

    python benchmarks/alpha_coverage.py [--classes 1500]

A class copies the truth, or with the probability of its error draws at random in proportion to what
is true, so that its alpha is known: (1 - error) squared. In half of the settings the share of yes
differs from article to article (Beta distributed). About two minutes.
"""

from __future__ import annotations

import argparse

import numpy as np

from framing.coding.coefficients import alpha_of, coincidences, interval
from framing.coding.units import Units

SETTINGS = (
    (123, 30, 0.2, 123, 0.50), (123, 30, 0.2, 123, 0.15), (800, 30, 0.2, 41, 0.30),
    (800, 30, 0.4, 41, 0.10), (200, 3, 0.2, 10, 0.50), (200, 2, 0.3, 12, 0.30),
)  # fmt: skip
"""Units, coders, error, clusters that they stand in, share of yes."""
ALIKE = 4.0
"""How alike the shares of articles are where they differ: the sum of Beta's two parameters."""


def a_class(setting: tuple, differ: bool, rng: np.random.Generator) -> Units:
    n, coders, error, clusters, yes = setting
    article = np.arange(n) * clusters // n
    shares = (
        rng.beta(yes * ALIKE, (1 - yes) * ALIKE, clusters) if differ else np.full(clusters, yes)
    )
    truth = rng.random((n, 1)) < shares[article][:, None]
    drawn = rng.random((n, coders)) < yes
    values = np.where(rng.random((n, coders)) < error, drawn, truth).astype(np.int16)
    places = np.stack([article, np.arange(n), np.zeros(n, int), np.ones(n, int)], axis=1)
    names = tuple(f"coder {number}" for number in range(coders))
    return Units("sentences", "x", names, values, ("no", "yes"), places)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--classes", type=int, default=1500)
    classes = parser.parse_args().classes
    print("units / coders / error / clusters / yes | known | mean | coverage | where shares differ")
    for setting in SETTINGS:
        known, shown = (1 - setting[2]) ** 2, []
        for differ in (False, True):
            if differ and setting[3] == setting[0]:
                continue  # sentences stand for themselves, so there is nothing in which to differ
            rng = np.random.default_rng(0)
            met = [coincidences(a_class(setting, differ, rng)) for _ in range(classes)]
            ends = np.array([interval(each, alpha_of) for each in met])
            held = ((ends[:, 0] <= known) & (known <= ends[:, 1])).mean()
            shown += [f"{np.mean([alpha_of(each.sum(axis=0)) for each in met]):.3f}", f"{held:.3f}"]
        print(" / ".join(map(str, setting)), f"{known:.2f}", *shown, sep=" | ", flush=True)


if __name__ == "__main__":
    main()
