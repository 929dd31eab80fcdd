#!/usr/bin/env python3
"""Weighs what tells beats from the moments between them: on which of them do the written beats lie?

Logistic regression without an intercept on lines of `write-evidence.ts`, weighted as in `fit.py`. Prints how often the written beats
win when songs (of our own: genres) are left out in turn, how often they do by accents alone, and the weights for
`src/analysis/beat-phase.ts`, fitted to all.

    python3 fit_phase.py out/tempo-evidence.jsonl
"""
import json
import sys

import numpy as np
from scipy.optimize import minimize

from fit import FOLDS, RIDGE, SECOND_WINDOW_WEIGHT, SHUFFLES, STUDIO_WEIGHT


def read(path):
    songs = [song for song in map(json.loads, open(path)) if song["phase"].get("right")]
    kinds = list(songs[0]["phase"]["evidence"])
    turn = np.array([1 if song["phase"]["right"] == "on" else -1 for song in songs])
    evidence = np.array([[song["phase"]["evidence"][kind] for kind in kinds] for song in songs])
    counts = np.array(
        [
            STUDIO_WEIGHT if song["source"] == "studio" else SECOND_WINDOW_WEIGHT if song["window"] > 0 else 1.0
            for song in songs
        ]
    )
    return songs, kinds, evidence * turn[:, None], counts


def fit(x, counts):
    def loss(weights):
        margin = x @ weights
        value = (counts * np.logaddexp(0, -margin)).sum() + RIDGE * (weights @ weights)
        return value, -x.T @ (counts / (1 + np.exp(margin))) + 2 * RIDGE * weights

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def left_out(songs, x, counts, seed):
    """Margins of all songs by weights that were fitted without them."""
    names = sorted({song["song"] for song in songs})
    folds = dict(zip(np.random.default_rng(seed).permutation(names), np.arange(len(names)) % FOLDS))
    fold_of = np.array([folds[song["song"]] for song in songs])
    margins = np.zeros(len(songs))
    for fold in range(FOLDS):
        margins[fold_of == fold] = x[fold_of == fold] @ fit(x[fold_of != fold], counts[fold_of != fold])
    return margins


def main():
    songs, kinds, x, counts = read(sys.argv[1])
    deviation = np.sqrt((x**2).mean(0)) + 1e-9
    x = x / deviation
    margins = np.array([left_out(songs, x, counts, seed) for seed in range(SHUFFLES)])
    for group in sorted({(song["source"], song["window"]) for song in songs}):
        members = [i for i, song in enumerate(songs) if (song["source"], song["window"]) == group]
        right = 100 * (margins[:, members] > 0).mean()
        alone = 100 * (x[members, kinds.index("accents")] > 0).mean()
        print(f"{group[0]}, window {group[1]}: {len(members)} songs, {right:.1f} %, by accents alone {alone:.1f} %")
    print(f"log-loss {(counts * np.logaddexp(0, -margins)).sum() / counts.sum() / SHUFFLES:.3f}")
    for kind, weight in zip(kinds, fit(x, counts) / deviation):
        print(f"  {kind}: {weight:.2f},")


if __name__ == "__main__":
    main()
