"""Trains the network that tells voices, or the one that tells players, on examples and writes it as ONNX.

  /usr/bin/python3 training/separation/train_u_net.py voices|players EXAMPLES_FOLDER OUT_PREFIX SECONDS SEED [WEIGHTS]

`EXAMPLES_FOLDER` holds what voice-examples.ts or player-examples.ts wrote: `train-*.json` to learn from, `test-*.json` to choose by
(other material), `real-*.json` only to look at. The weights that are judged are running means; those that are best on `test` are
kept. With `WEIGHTS` (a .pt that was written before) it goes on from them.
"""

import copy
import sys
import time

import numpy as np
import torch

import example_files
from u_net import MULTIPLE, NETWORKS

FRAMES = 160
BATCH = 4
RATE = 2e-3
JUDGED_EVERY = 250
MEAN_KEPT = 0.998
# Outputs with less of the power of a mix are not judged by how well they are told, but by how much they take.
LEAST_POWER = 1e-3


def load(folder, split, kind):
    return [planes[..., :kind.BANDS] for _, planes in example_files.load(folder, split)]


def decode(planes, kind):
    """What the network is told, and the true shares."""
    x = example_files.decode(planes)
    return x[..., :kind.PLANES, :, :], x[..., kind.PLANES:, :, :]


def weights_of(x):
    """How much each cell matters: mostly its power, somewhat less what is loud."""
    weight = torch.exp(1.6 * x[:, 0])
    return torch.clamp(weight / (weight.mean((1, 2), keepdim=True) + 1e-6), max=40)[:, None]


def batch_of(examples, kind, rng):
    chosen = []
    for _ in range(BATCH):
        data = examples[int(rng.integers(len(examples)))]
        start = int(rng.integers(data.shape[1] - FRAMES))
        chosen.append(data[:, start:start + FRAMES])
    x, y = decode(np.stack(chosen), kind)
    weight = weights_of(x)
    # Another engineer's equaliser over the whole, and a cue that fails now and then.
    bend = torch.from_numpy(rng.normal(0, 0.35, (BATCH, 1, 6))).float()
    x[:, 0] += torch.nn.functional.interpolate(bend, size=kind.BANDS, mode="linear", align_corners=True)
    x[:, 0] += torch.from_numpy(rng.normal(0, 0.3, (BATCH, 1, 1))).float()
    return x, y, weight


def forget_cues(x, mean, rng):
    for b, cue in zip(*np.where(rng.random((len(x), mean.shape[1])) < 0.05)):
        if cue > 0:
            x[b, cue] = mean[0, cue, 0, 0]


def judge(network, examples, kind):
    """SDR in dB by shares alone, of each output where it is there: now, and as it was told before; and what it takes of others elsewhere."""
    now, before, taken = ({name: [] for name in kind.OUTPUTS} for _ in range(3))
    network.eval()
    with torch.no_grad():
        for data in examples:
            frames = data.shape[1] // MULTIPLE * MULTIPLE
            x, truths = decode(data[None, :, :frames], kind)
            said = network(x)[0]
            power = torch.exp(2 * x[0, 0])
            for name, share, y in zip(kind.OUTPUTS, said, truths[0]):
                own = (power * y ** 2).sum()
                if own < LEAST_POWER * power.sum():
                    taken[name].append(float((power * share ** 2).sum() / power.sum()))
                    continue
                now[name].append(float(10 * torch.log10(own / (power * (share - y) ** 2).sum())))
                if name in kind.TOLD:
                    before[name].append(float(10 * torch.log10(own / (power * (x[0, kind.TOLD[name]] - y) ** 2).sum())))
    network.train()
    means = lambda all: {name: round(float(np.mean(values)), 2) for name, values in all.items() if values}
    return means(now), means(before), means(taken)


def main():
    kind, folder, out, seconds, seed = NETWORKS[sys.argv[1]], sys.argv[2], sys.argv[3], float(sys.argv[4]), int(sys.argv[5])
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    train, test, real = (load(folder, split, kind) for split in ("train", "test", "real"))
    some = decode(np.concatenate([data[:, 10:540:23].reshape(data.shape[0], -1, kind.BANDS) for data in train[::4]], 1), kind)[0]
    network = kind(some.mean((1, 2)), some.std((1, 2)) + 1e-3)
    rate = RATE
    if len(sys.argv) > 6:
        network.load_state_dict(torch.load(sys.argv[6]))
        rate *= 0.7
    print("examples", len(train), len(test), len(real), "parameters", sum(p.numel() for p in network.parameters()), flush=True)
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=1e-2)
    running, best, step, total = copy.deepcopy(network), -1e9, 0, 0.0
    begin = time.time()
    while (done := (time.time() - begin) / seconds) < 1:
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, step / 200) * (0.01 + 0.99 * 0.5 * (1 + np.cos(np.pi * done)))
        x, y, weight = batch_of(train, kind, rng)
        forget_cues(x, network.mean, rng)
        loss = (weight * (network(x) - y) ** 2).sum(1).mean()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        total += loss.item()
        step += 1
        kept = min(MEAN_KEPT, step / (step + 10))
        with torch.no_grad():
            for mean, now in zip(running.state_dict().values(), network.state_dict().values()):
                mean.copy_(now if mean.dtype == torch.long else kept * mean + (1 - kept) * now)
        if step % JUDGED_EVERY == 0:
            on_test, on_real = judge(running, test, kind), judge(running, real, kind)
            score = float(np.mean(list(on_test[0].values())))
            print(step, round(time.time() - begin), "loss", round(total / JUDGED_EVERY, 4), "score", round(score, 2), "test", *on_test, "real", *on_real, flush=True)
            total = 0.0
            if score > best:
                best = score
                export(running, kind, out)


def export(network, kind, out):
    network.eval()
    torch.save(network.state_dict(), f"{out}.pt")
    torch.onnx.export(
        network, torch.zeros(1, kind.PLANES, FRAMES, kind.BANDS), f"{out}.onnx", opset_version=13,
        input_names=["planes"], output_names=["shares"], dynamic_axes={"planes": {2: "frames"}, "shares": {2: "frames"}},
    )


if __name__ == "__main__":
    main()
