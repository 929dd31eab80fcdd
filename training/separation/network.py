"""The separation network: cues of a stretch of music in, the share of each stem in each cell out.

Each cell is judged by a small perceptron from its own cues and from their means over neighbourhoods of several shapes; a
second perceptron judges again, knowing also what the first said about the neighbourhood. Nothing else is learned: there
are few weights to fit what is peculiar to the training material.
"""

import torch
from torch import nn
from torch.nn import functional as F

CUES = 16
STEMS = ["vocal", "backingVocals", "drums", "percussion", "bass", "guitar", "keyboard", "strings", "synth", "brass", "woodwinds", "fx"]
GROUPS = [[0, 1], [2, 3], [4], [5, 6, 7, 8, 9, 10, 11]]
BANDS = 386
# Cues whose means over neighbourhoods are looked at (by their place in cues.ts), and the neighbourhoods: frames and bands.
SPREAD = [0, 1, 2, 4, 5, 6, 8, 10, 11, 13]
NEIGHBOURHOODS = [(5, 3), (3, 21), (17, 9), (61, 5), (9, 161)]
SECOND_LOOK = [(5, 3), (21, 9), (61, 81)]
# Neighbours of a cell whose own level is given, as (frames, bands).
NEIGHBOURS = [(-2, 0), (-1, 0), (1, 0), (2, 0), (0, -2), (0, -1), (0, 1), (0, 2)]


def sums_over(x, radius, axis):
    """Sums over 2 radius + 1 neighbours along one axis, by running sums; beyond the edges there is nothing."""
    before, after = radius + 1, radius
    padded = F.pad(x, (before, after, 0, 0) if axis == 3 else (0, 0, before, after))
    sums = torch.cumsum(padded, axis)
    if axis == 3:
        return sums[..., 2 * radius + 1:] - sums[..., :-(2 * radius + 1)]
    return sums[:, :, 2 * radius + 1:] - sums[:, :, :-(2 * radius + 1)]


def mean_over(x, frames, bands):
    """Mean over a neighbourhood of that many frames and bands (both odd)."""
    both = sums_over(sums_over(x, frames // 2, 2), bands // 2, 3)
    ones = torch.ones_like(x[:, :1])
    return both / sums_over(sums_over(ones, frames // 2, 2), bands // 2, 3)


def neighbours(level):
    """The level of neighbouring cells; beyond an edge it is the edge's."""
    padded = F.pad(level, (2, 2, 2, 2), mode="replicate")
    frames, bands = level.shape[2:]
    return torch.cat([padded[:, :, 2 + f:2 + f + frames, 2 + b:2 + b + bands] for f, b in NEIGHBOURS], 1)


class Perceptron(nn.Module):
    def __init__(self, inputs, hidden):
        super().__init__()
        self.a = nn.Conv2d(inputs, hidden, 1)
        self.b = nn.Conv2d(hidden, hidden * 3 // 4, 1)
        self.c = nn.Conv2d(hidden * 3 // 4, len(STEMS), 1)

    def forward(self, x):
        x = F.leaky_relu(self.a(x), 0.1)
        return self.c(F.leaky_relu(self.b(x), 0.1))

    def rows(self, x):
        """The same for a list of cells, as plain matrix products."""
        for layer, last in ((self.a, False), (self.b, False), (self.c, True)):
            x = F.linear(x, layer.weight[:, :, 0, 0], layer.bias)
            x = x if last else F.leaky_relu(x, 0.1)
        return x


class Separator(nn.Module):
    def __init__(self, mean, deviation, hidden=64):
        super().__init__()
        self.register_buffer("mean", mean.view(1, CUES, 1, 1))
        self.register_buffer("scale", 1 / deviation.view(1, CUES, 1, 1))
        first = CUES + len(SPREAD) * len(NEIGHBOURHOODS) + len(NEIGHBOURS)
        self.first = Perceptron(first, hidden)
        self.second = Perceptron(first + len(STEMS) * (1 + len(SECOND_LOOK)), hidden)

    def context(self, cues):
        x = (cues - self.mean) * self.scale
        spread = x[:, SPREAD]
        return torch.cat([x, neighbours(x[:, :1])] + [mean_over(spread, *shape) for shape in NEIGHBOURHOODS], 1)

    def again(self, context, logits):
        """What the second perceptron looks at."""
        shares = torch.softmax(logits, 1)
        return torch.cat([context, shares] + [mean_over(shares, *shape) for shape in SECOND_LOOK], 1)

    def scaled(self, perceptron):
        """A perceptron as the server runs it: on planes of cues as they are, the scaling inside its first weights."""
        cues = list(range(CUES)) + [0] * len(NEIGHBOURS) + SPREAD * len(NEIGHBOURHOODS)
        mean, scale = self.mean[0, cues, 0, 0], self.scale[0, cues, 0, 0]
        weight = perceptron.a.weight[:, :, 0, 0].clone()
        bias = perceptron.a.bias - weight[:, :len(cues)] @ (mean * scale)
        weight[:, :len(cues)] *= scale
        layers = [(weight, bias)] + [(layer.weight[:, :, 0, 0], layer.bias) for layer in (perceptron.b, perceptron.c)]
        return Exported(layers)

    def forward(self, cues):
        context = self.context(cues)
        return torch.softmax(self.second(self.again(context, self.first(context))), 1)


class Exported(nn.Module):
    """Planes (one for each thing known, so many x cells) in, shares (stems x cells) out, as plain matrix products."""

    def __init__(self, layers):
        super().__init__()
        self.weights = nn.ParameterList(weight.detach() for weight, _ in layers)
        self.biases = nn.ParameterList(bias.detach()[:, None] for _, bias in layers)

    def forward(self, x):
        last = len(self.weights) - 1
        for i, (weight, bias) in enumerate(zip(self.weights, self.biases)):
            x = torch.addmm(bias, weight, x)
            x = F.leaky_relu(x, 0.1) if i < last else x
        # Softmax over the first axis, spelt out: ONNX Runtime would turn everything round for it.
        x = torch.exp(x - x.max(0, keepdim=True).values)
        return x / x.sum(0, keepdim=True)
