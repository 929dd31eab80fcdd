#!/usr/bin/env python3
"""Weighs the evidence of tempi: which way to count each song is the written one?

Softmax regression over the ways to count a song, on lines of `write-evidence.ts`. Songs of people count fully with their first
window and half with their second, songs of our own studio a quarter. Prints how often the written tempo wins when songs (of
our own: genres) are left out in turn, and the weights for `src/analysis/metrical-level.ts`, fitted to all.

    python3 fit.py out/tempo-evidence.jsonl
"""
import json
import sys

import numpy as np
from scipy.optimize import minimize

STUDIO_WEIGHT = 0.25
SECOND_WINDOW_WEIGHT = 0.5
# Of squared weights of standardised evidence, against the weighted number of songs.
RIDGE = 2.0
# A way is right whose mean tempo is this near to the written one: the final beats, found again near it, come nearer.
TOLERANCE = 0.055
FOLDS = 10
SHUFFLES = 3


def read(path):
    songs = [json.loads(line) for line in open(path)]
    kinds = list(songs[0]["ways"][0]["evidence"])
    for song in songs:
        song["x"] = np.array([[way["evidence"][kind] for kind in kinds] for way in song["ways"]])
        ratio = np.array([way["ratio"] for way in song["ways"]])
        song["right"] = np.abs(ratio - 1) < TOLERANCE
        song["octave"] = np.any([np.abs(ratio / times - 1) < TOLERANCE for times in (1, 2, 1 / 2, 3, 1 / 3)], axis=0)
        song["counts"] = (
            STUDIO_WEIGHT if song["source"] == "studio" else SECOND_WINDOW_WEIGHT if song["window"] > 0 else 1.0
        )
    return songs, kinds


def fit(songs, mean, deviation):
    songs = [song for song in songs if song["right"].any()]
    x = np.concatenate([(song["x"] - mean) / deviation for song in songs])
    right = np.concatenate([song["right"] for song in songs]).astype(float)
    sizes = np.array([len(song["right"]) for song in songs])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    owner = np.repeat(np.arange(len(songs)), sizes)
    counts = np.array([song["counts"] for song in songs])

    def loss(weights):
        score = x @ weights
        score = np.exp(score - np.maximum.reduceat(score, starts)[owner])
        everything = np.add.reduceat(score, starts)
        wanted = np.add.reduceat(score * right, starts)
        slope = counts[owner] * (score / everything[owner] - score * right / wanted[owner])
        value = -(counts * np.log(wanted / everything)).sum() + RIDGE * (weights @ weights)
        return value, x.T @ slope + 2 * RIDGE * weights

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def left_out(songs, mean, deviation, seed):
    """Index of the chosen way of each song by weights that were fitted without it."""
    names = sorted({song["song"] for song in songs})
    folds = dict(zip(np.random.default_rng(seed).permutation(names), np.arange(len(names)) % FOLDS))
    chosen = [0] * len(songs)
    for fold in range(FOLDS):
        weights = fit([song for song in songs if folds[song["song"]] != fold], mean, deviation)
        for i, song in enumerate(songs):
            if folds[song["song"]] == fold:
                chosen[i] = int(np.argmax(((song["x"] - mean) / deviation) @ weights))
    return chosen


def main():
    songs, kinds = read(sys.argv[1])
    everything = np.concatenate([song["x"] for song in songs])
    mean, deviation = everything.mean(0), everything.std(0) + 1e-9
    trials = [left_out(songs, mean, deviation, seed) for seed in range(SHUFFLES)]
    groups = sorted({(song["source"], song["window"]) for song in songs})
    for group in groups:
        members = [i for i, song in enumerate(songs) if (song["source"], song["window"]) == group]
        share = lambda key: 100 * np.mean([[songs[i][key][chosen[i]] for i in members] for chosen in trials])
        print(f"{group[0]}, window {group[1]}: {len(members)} songs, {share('right'):.1f} %, but for an octave {share('octave'):.1f} %")
    weights = fit(songs, mean, deviation) / deviation
    for kind, weight in zip(kinds, weights):
        print(f"  {kind}: {weight:.2f},")


if __name__ == "__main__":
    main()
