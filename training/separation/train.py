"""Trains the separation network on examples and writes it as ONNX.

  /usr/bin/python3 training/separation/train.py EXAMPLES_FOLDER OUT_PREFIX SECONDS SEED [HIDDEN]

`EXAMPLES_FOLDER` holds what mix-examples.ts wrote: `train-*.json` to learn from, `test-*.json` and `real-*.json` to look at.
Every so often the state is judged; the one that is best on real recordings (held-out synthetic ones where there are none)
is kept: longer training goes on fitting what our own sounds have in common.
"""

import sys
import time

import numpy as np
import torch

import example_files
from example_files import decode
from network import BANDS, CUES, GROUPS, STEMS, Separator

# Cells drawn from each example, and rounds until they are drawn anew.
CELLS = 5_000
REDRAW = 40
BATCH = 4096
# Frames of an example that cells are drawn from at a time, and that are looked at when judging.
DRAWN = 360
JUDGED = 240
GROUP_NAMES = ["voices", "drums", "bass", "rest"]


def load(folder, split):
    return [(name, planes[:CUES], planes[CUES:]) for name, planes in example_files.load(folder, split)]


def weights_of(x):
    """How much each cell matters: between its magnitude and its power, so that soft parts are not forgotten."""
    weight = torch.exp(1.3 * x[:, 0])
    return torch.clamp(weight / (weight.mean((1, 2), keepdim=True) + 1e-6), max=25)


def grouped(shares):
    return torch.stack([shares[:, group].sum(1) for group in GROUPS], 1)


def loss_of(masks, shares, weight):
    coarse = ((grouped(masks) - grouped(shares).clamp(0, 1)) ** 2).sum(1)
    fine = ((masks - shares) ** 2).sum(1)
    return (weight * (coarse + 0.6 * fine)).mean()


def sample(network, examples, rng, look):
    """Cells of all examples with what `look` sees of them: inputs, shares, weights."""
    xs, ys, ws = [], [], []
    with torch.no_grad():
        for _, cues, shares in examples:
            start = int(rng.integers(max(1, cues.shape[1] - DRAWN)))
            cues, shares = cues[:, start:start + DRAWN], shares[:, start:start + DRAWN]
            x = decode(cues)[None]
            weight = weights_of(x)[0].reshape(-1)
            # Another engineer's equaliser over the whole, and a cue that fails now and then.
            bend = torch.from_numpy(rng.normal(0, 0.3, (1, 1, 6))).float()
            x[:, 0] += torch.nn.functional.interpolate(bend, size=BANDS, mode="linear", align_corners=True)[0]
            for cue in np.where(rng.random(CUES) < 0.04)[0]:
                x[:, cue] = network.mean[0, cue, 0, 0]
            seen = look(x)[0]
            chance = torch.cumsum(weight.sqrt() + 0.02, 0)
            chosen = torch.searchsorted(chance, torch.from_numpy(rng.random(CELLS)).float() * chance[-1]).clamp(max=len(chance) - 1)
            xs.append(seen.reshape(seen.shape[0], -1)[:, chosen].T.half())
            ys.append(torch.from_numpy(np.ascontiguousarray(shares)).reshape(len(STEMS), -1)[:, chosen].T)
            ws.append((weight / (weight.sqrt() + 0.02))[chosen])
    return torch.cat(xs), torch.cat(ys), torch.cat(ws)


def fit(network, perceptron, look, train, judged_by, seconds, rng):
    """Trains one perceptron on cells drawn anew every few rounds, and keeps what was judged best."""
    optimiser = torch.optim.AdamW(perceptron.parameters(), 3e-3, weight_decay=1e-3)
    judge_by = [(name, *seen_of(look, examples)) for name, examples in judged_by.items()]
    begin, best, kept = time.process_time(), -1e9, None
    drawn, judged = 0, begin
    while True:
        done = (time.process_time() - begin) / seconds
        if done >= 1:
            break
        if drawn % REDRAW == 0:
            x, y, w = sample(network, train, rng, look)
            w = w / w.mean()
        drawn += 1
        order, total = torch.randperm(len(x)), 0.0
        for i in range(0, len(order), BATCH):
            done = (time.process_time() - begin) / seconds
            for group in optimiser.param_groups:
                group["lr"] = 3e-3 * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * min(1, done))))
            j = order[i:i + BATCH]
            out = torch.softmax(perceptron.rows(x[j].float()), 1)
            loss = loss_of(out, y[j].float() / 255, w[j])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item() * len(j)
        if time.process_time() - judged > seconds / 6 or (time.process_time() - begin) >= seconds:
            judged = time.process_time()
            figure = report(perceptron, judge_by, drawn, time.process_time() - begin, total / len(order))
            if figure > best:
                best, kept = figure, {key: value.clone() for key, value in perceptron.state_dict().items()}
    if kept is not None:
        perceptron.load_state_dict(kept)


def seen_of(look, examples):
    """What a perceptron sees of the examples that it is judged by, with the power and the true shares of the cells."""
    seen, powers, truths = [], [], []
    with torch.no_grad():
        for _, cues, shares in examples:
            x = decode(cues[:, :JUDGED])[None]
            seen.append(look(x).half())
            powers.append(torch.exp(2 * x[:, 0]))
            truths.append(torch.from_numpy(np.ascontiguousarray(shares[:, :JUDGED])))
    return seen, powers, truths


def judge(perceptron, seen, powers, truths):
    """For each stem (and group) the mean gain in dB over the mix, where the stem is there at all."""
    gains = {}
    with torch.no_grad():
        for x, power, shares in zip(seen, powers, truths):
            y = shares.float()[None] / 255
            masks = torch.softmax(perceptron(x.float()), 1)
            for names, m, s in ((STEMS, masks, y), (GROUP_NAMES, grouped(masks), grouped(y).clamp(0, 1))):
                for i, name in enumerate(names):
                    signal = (power * s[:, i] ** 2).sum()
                    if signal < 1e-3 * power.sum():
                        continue
                    error = (power * (m[:, i] - s[:, i]) ** 2).sum()
                    untouched = (power * (1 - s[:, i]) ** 2).sum()
                    gains.setdefault(name, []).append(float(10 * torch.log10(untouched / error)))
    return {name: round(float(np.mean(values)), 2) for name, values in gains.items()}


def report(perceptron, judge_by, round_, passed, loss):
    """Prints gains and returns one figure for all. Of real songs only voice and guitar are known; synthetic ones count less, but for everything."""
    gains = {name: judge(perceptron, *rest) for name, *rest in judge_by}
    real = {name: gains["real"][name] for name in ("vocal", "voices", "guitar") if name in gains["real"]}
    test = gains["test"]
    figure = sum(real.values()) + 0.5 * sum(test.get(name, 0) for name in GROUP_NAMES) + 0.2 * sum(test.values())
    print(round_, round(passed), "loss", round(loss, 4), "test", test, "real", real, "figure", round(figure, 2), flush=True)
    return figure


def main():
    folder, out, seconds, seed = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
    hidden = int(sys.argv[5]) if len(sys.argv) > 5 else 64
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    train, test, real = (load(folder, split) for split in ("train", "test", "real"))
    some = decode(np.concatenate([cues[:, ::37] for _, cues, _ in train[::4]], 1))
    network = Separator(some.mean((1, 2)), some.std((1, 2)) + 1e-3, hidden)
    network.eval()
    print("examples", len(train), len(test), len(real), "parameters", sum(p.numel() for p in network.parameters()), flush=True)

    def again(x):
        context = network.context(x)
        return network.again(context, network.first(context))

    judged_by = {"test": test, "real": real}
    fit(network, network.first, network.context, train, judged_by, seconds * 0.4, rng)
    # The second perceptron starts from nothing but what the first says.
    fit(network, network.second, again, train, judged_by, seconds * 0.6, rng)
    export(network, out)


def export(network, out):
    torch.save(network.state_dict(), f"{out}.pt")
    for name, perceptron in (("first", network.first), ("second", network.second)):
        torch.onnx.export(
            network.scaled(perceptron), torch.zeros(perceptron.a.in_channels, 100), f"{out}-{name}.onnx", opset_version=13,
            input_names=["planes"], output_names=["shares"], dynamic_axes={"planes": {1: "cells"}, "shares": {1: "cells"}},
        )


if __name__ == "__main__":
    main()
