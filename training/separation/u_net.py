"""The networks that tell voices and players: cues of a stretch of music and what was told so far in, shares of each cell out.

Small U-nets: cells are looked at with their neighbours at four resolutions, each also across all frequencies at once (what belongs
to one voice stands at multiples of one frequency), and for two and a half seconds each way at the coarsest.
"""

import torch
from torch import nn
from torch.nn import functional as F

from network import CUES, STEMS

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


class UNet(nn.Module):
    """Planes x frames x bands in, `outputs` x frames x bands of any size out. Frames are a multiple of 8."""

    def __init__(self, planes, bands, outputs, mean, deviation):
        super().__init__()
        self.register_buffer("mean", mean.view(1, planes, 1, 1))
        self.register_buffer("scale", 1 / deviation.view(1, planes, 1, 1))
        widths = [bands >> step for step in range(STEPS + 1)]
        self.enter = nn.Sequential(nn.Conv2d(planes, CHANNELS[0], 1), nn.ReLU())
        self.looks = nn.ModuleList(Look(CHANNELS[i], widths[i], 1 if i == 0 else 2) for i in range(STEPS))
        self.fewer = nn.ModuleList(nn.Conv2d(CHANNELS[i], CHANNELS[i + 1], 2, stride=2) for i in range(STEPS))
        self.middle = nn.Sequential(*(Look(CHANNELS[-1], widths[-1], 1, dilation) for dilation in DILATIONS))
        self.more = nn.ModuleList(nn.ConvTranspose2d(CHANNELS[i + 1], CHANNELS[i], 2, stride=2) for i in range(STEPS))
        self.again = nn.ModuleList(Look(CHANNELS[i], widths[i], 1 if i == 0 else 2) for i in range(STEPS))
        self.leave = nn.Conv2d(CHANNELS[0], outputs, 1)
        self.drop = nn.Dropout2d(0.1)

    def forward(self, planes):
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
        return self.leave(x)


class VoiceNetwork(UNet):
    """All cues and the perceptrons' share of voices in, the share of voices out."""

    PLANES = CUES + 1
    # Above, at 9.3 kHz, there is little of a voice but the noise of consonants: the perceptrons' word stands.
    BANDS = 296
    OUTPUTS = ["voices"]
    # Planes that hold what was told of an output before.
    TOLD = {"voices": CUES}

    def __init__(self, mean, deviation):
        super().__init__(self.PLANES, self.BANDS, 1, mean, deviation)

    def forward(self, planes):
        return torch.sigmoid(super().forward(planes))


class PlayerNetwork(UNet):
    """All cues and what is told so far of voices and four players in; out the shares of all players, 1 less the voices' together."""

    PLANES = CUES + 5
    # All but the two highest, which are as the one below them.
    BANDS = 384
    OUTPUTS = STEMS[2:]
    TOLD = {"drums": CUES + 1, "bass": CUES + 2, "guitar": CUES + 3, "keyboard": CUES + 4}

    def __init__(self, mean, deviation):
        super().__init__(self.PLANES, self.BANDS, len(self.OUTPUTS), mean, deviation)

    def forward(self, planes):
        return torch.softmax(super().forward(planes), 1) * (1 - planes[:, CUES:CUES + 1])


NETWORKS = {"voices": VoiceNetwork, "players": PlayerNetwork}
