"""Reads what example.ts wrote: planes of one byte a cell."""

import glob
import json

import numpy as np
import torch

from network import BANDS

# The cue `level`, in nepers, is stored as (level + offset) / range; the others are 0 to 1 as they are.
LEVEL_OFFSET, LEVEL_RANGE = 7, 12


def load(folder, split):
    """Name and planes (planes x frames x bands of bytes) of each example."""
    examples = []
    for index in sorted(glob.glob(f"{folder}/{split}-*.json")):
        with open(index, encoding="utf8") as file:
            for entry in json.load(file)["examples"]:
                data = np.memmap(f"{folder}/{entry['file']}", np.uint8, "r")
                examples.append((entry["file"], data.reshape(-1, entry["frames"], BANDS)))
    return examples


def decode(planes):
    """Planes of which the first is the level, as numbers."""
    x = torch.from_numpy(np.ascontiguousarray(planes)).float() / 255
    x[..., 0, :, :] = x[..., 0, :, :] * LEVEL_RANGE - LEVEL_OFFSET
    return x
