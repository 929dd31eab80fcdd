"""The network that tells voices: cues of a stretch of music and what the perceptrons take for voice in, the voice's share in each cell out.

A small U-net: cells are looked at with their neighbours at four resolutions, each also across all frequencies at once (what belongs
to one voice stands at multiples of one frequency), and for two and a half seconds each way at the coarsest.
"""

import torch
from torch import nn
from torch.nn import functional as F

from network import CUES

PLANES = CUES + 1
# Above, at 9.3 kHz, there is little of a voice but the noise of consonants: the perceptrons' word stands.
VOICE_BANDS = 296
# Cells are made fewer three times, by two in time and in frequency.
STEPS = 3
MULTIPLE = 2 ** STEPS
CHANNELS = [16, 32, 48, 64]
DILATIONS = [1, 2, 4, 8]


class Look(nn.Module):
    """At the cell's neighbours, then at its whole frame through a few numbers; what is seen is added to what was known."""

    def __init__(self, channels, bands, convolutions, dilation=1):
        super().__init__()
        layers = []
        for i in range(convolutions):
            layers += [
                nn.Conv2d(channels, channels, 3, padding=(dilation, 1), dilation=(dilation, 1), bias=False),
                nn.BatchNorm2d(channels),
            ]
            if i < convolutions - 1:
                layers.append(nn.ReLU())
        self.near = nn.Sequential(*layers)
        self.down = nn.Linear(bands, bands // 8)
        self.up = nn.Linear(bands // 8, bands)
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        x = F.relu(x + self.near(x))
        return x + F.relu(self.norm(self.up(F.relu(self.down(x)))))


class VoiceNetwork(nn.Module):
    def __init__(self, mean, deviation):
        super().__init__()
        self.register_buffer("mean", mean.view(1, PLANES, 1, 1))
        self.register_buffer("scale", 1 / deviation.view(1, PLANES, 1, 1))
        bands = [VOICE_BANDS >> step for step in range(STEPS + 1)]
        self.enter = nn.Sequential(nn.Conv2d(PLANES, CHANNELS[0], 1), nn.ReLU())
        self.looks = nn.ModuleList(Look(CHANNELS[i], bands[i], 1 if i == 0 else 2) for i in range(STEPS))
        self.fewer = nn.ModuleList(nn.Conv2d(CHANNELS[i], CHANNELS[i + 1], 2, stride=2) for i in range(STEPS))
        self.middle = nn.Sequential(*(Look(CHANNELS[-1], bands[-1], 1, dilation) for dilation in DILATIONS))
        self.more = nn.ModuleList(nn.ConvTranspose2d(CHANNELS[i + 1], CHANNELS[i], 2, stride=2) for i in range(STEPS))
        self.again = nn.ModuleList(Look(CHANNELS[i], bands[i], 1 if i == 0 else 2) for i in range(STEPS))
        self.leave = nn.Conv2d(CHANNELS[0], 1, 1)
        self.drop = nn.Dropout2d(0.1)

    def forward(self, planes):
        """Planes x frames x VOICE_BANDS in, frames x VOICE_BANDS out. Frames are a multiple of 8."""
        x = (planes - self.mean) * self.scale
        x = self.enter(x)
        known = []
        for look, fewer in zip(self.looks, self.fewer):
            x = look(x)
            known.append(x)
            x = F.relu(fewer(x))
        x = self.drop(self.middle(x))
        for i in reversed(range(STEPS)):
            x = self.again[i](F.relu(self.more[i](x) + known[i]))
        return torch.sigmoid(self.leave(x))[:, 0]
