"""Tiny ONNX files with the names and shapes of published separation networks, to test that such files are run rightly.

Each gives fixed fractions of what it gets, so that its answer is known: source number s of S gets (s + 1) / (1 + ... + S).

  /usr/bin/python3 training/separation/tiny_models.py src/engines/adapters/embedded/testing/separators
"""

import os
import sys

import torch
from torch import nn

# Short chunks: the published networks see 343,980 samples at a time.
SAMPLES = 30_720
FRAMES = SAMPLES // 1024
PARTS = [0.1, 0.2, 0.3, 0.4]


def split(x, parts=PARTS):
    return torch.stack([part * x for part in parts], 1)


class Waveform(nn.Module):
    """HTDemucs with its transforms inside."""

    def forward(self, mix):
        return split(mix)


class Demucs(nn.Module):
    """HTDemucs cut open: half of each source comes from either branch."""

    def forward(self, mix, x):
        return split(0.5 * x), split(0.5 * mix)


class DemucsPairs(nn.Module):
    """The same with real and imaginary parts apart and no branch of samples."""

    def forward(self, real, imag):
        return split(real), split(imag)


class Mdx(nn.Module):
    """MDX-Net of the voice."""

    def forward(self, input):
        return 0.4 * input


class Roformer(nn.Module):
    """RoFormer of the voice: a complex mask, here turning nothing."""

    def forward(self, stft):
        real = 0 * stft[..., :1] + 0.4
        return torch.cat([real, 0 * real], -1).unsqueeze(1)


def export(folder, name, network, inputs, names, outputs):
    torch.onnx.export(network, inputs, f"{folder}/{name}.onnx", opset_version=13, input_names=names, output_names=outputs)


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    wave = torch.zeros(1, 2, SAMPLES)
    spectrum = torch.zeros(1, 4, 2048, FRAMES)
    pair = torch.zeros(1, 2, 2048, FRAMES)
    export(folder, "htdemucs-waveform", Waveform(), wave, ["mix"], ["sources"])
    export(folder, "htdemucs-open", Demucs(), (wave, spectrum), ["mix", "x"], ["spectra", "waves"])
    export(folder, "htdemucs-pairs", DemucsPairs(), (pair, pair), ["spec_real", "spec_imag"], ["out_real", "out_imag"])
    export(folder, "mdx-vocals", Mdx(), torch.zeros(1, 4, 2048, 32), ["input"], ["output"])
    export(folder, "mdx-mono-inst", Mdx(), torch.zeros(1, 2, 2048, 32), ["input"], ["output"])
    export(folder, "roformer-vocals", Roformer(), torch.zeros(1, 2050, 101, 2), ["stft"], ["masks"])


if __name__ == "__main__":
    main()
