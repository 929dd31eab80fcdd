"""Trains the network that tells voices on examples and writes it as ONNX.

  /usr/bin/python3 training/separation/train_voice.py EXAMPLES_FOLDER OUT_PREFIX SECONDS SEED [WEIGHTS]

`EXAMPLES_FOLDER` holds what voice-examples.ts wrote: `train-*.json` to learn from, `test-*.json` to choose by (other bands, other
speakers), `real-*.json` only to look at. The weights that are judged are running means; those that are best on `test` are kept. With `WEIGHTS` (a .pt that was written before) it goes on from them.
"""

import copy
import sys
import time

import numpy as np
import torch

import example_files
from network import CUES
from voice_network import MULTIPLE, PLANES, VOICE_BANDS, VoiceNetwork

FRAMES = 160
BATCH = 4
RATE = 2e-3
JUDGED_EVERY = 250
MEAN_KEPT = 0.998


def load(folder, split):
    return [planes[..., :VOICE_BANDS] for _, planes in example_files.load(folder, split)]


def decode(planes):
    """What the network is told, and the true share."""
    x = example_files.decode(planes)
    return x[..., :PLANES, :, :], x[..., PLANES, :, :]


def weights_of(x):
    """How much each cell matters: mostly its power, somewhat less what is loud."""
    weight = torch.exp(1.6 * x[:, 0])
    return torch.clamp(weight / (weight.mean((1, 2), keepdim=True) + 1e-6), max=40)


def batch_of(examples, rng):
    chosen = []
    for _ in range(BATCH):
        data = examples[int(rng.integers(len(examples)))]
        start = int(rng.integers(data.shape[1] - FRAMES))
        chosen.append(data[:, start:start + FRAMES])
    x, y = decode(np.stack(chosen))
    weight = weights_of(x)
    # Another engineer's equaliser over the whole, and a cue that fails now and then.
    bend = torch.from_numpy(rng.normal(0, 0.35, (BATCH, 1, 6))).float()
    x[:, 0] += torch.nn.functional.interpolate(bend, size=VOICE_BANDS, mode="linear", align_corners=True)
    x[:, 0] += torch.from_numpy(rng.normal(0, 0.3, (BATCH, 1, 1))).float()
    return x, y, weight


def forget_cues(x, mean, rng):
    for b, cue in zip(*np.where(rng.random((len(x), PLANES)) < 0.05)):
        if cue > 0:
            x[b, cue] = mean[0, cue, 0, 0]


def judge(network, examples):
    """Mean gain in dB over the mix where there is a voice, the same of the perceptrons, and how much of the power of others is taken."""
    gains, before, taken = [], [], []
    network.eval()
    with torch.no_grad():
        for data in examples:
            frames = data.shape[1] // MULTIPLE * MULTIPLE
            x, y = decode(data[None, :, :frames])
            said = network(x)[0]
            power = torch.exp(2 * x[0, 0])
            y = y[0]
            voice = float((power * y ** 2).sum() / power.sum())
            if voice < 1e-3:
                taken.append(float((power * said ** 2).sum() / power.sum()))
                continue
            for what, values in ((said, gains), (x[0, CUES], before)):
                values.append(float(10 * torch.log10((power * (1 - y) ** 2).sum() / (power * (what - y) ** 2).sum())))
    network.train()
    return round(np.mean(gains), 2), round(np.mean(before), 2), round(float(np.mean(taken)), 4) if taken else None


def main():
    folder, out, seconds, seed = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    train, test, real = (load(folder, split) for split in ("train", "test", "real"))
    some = decode(np.stack([data[:, 10:540:23] for data in train[::4]], 1).reshape(PLANES + 1, -1, VOICE_BANDS))[0]
    network = VoiceNetwork(some.mean((1, 2)), some.std((1, 2)) + 1e-3)
    rate = RATE
    if len(sys.argv) > 5:
        network.load_state_dict(torch.load(sys.argv[5]))
        rate *= 0.7
    print("examples", len(train), len(test), len(real), "parameters", sum(p.numel() for p in network.parameters()), flush=True)
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=1e-2)
    running, best, step, total = copy.deepcopy(network), -1e9, 0, 0.0
    begin = time.time()
    while (done := (time.time() - begin) / seconds) < 1:
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, step / 200) * (0.01 + 0.99 * 0.5 * (1 + np.cos(np.pi * done)))
        x, y, weight = batch_of(train, rng)
        forget_cues(x, network.mean, rng)
        loss = (weight * (network(x) - y) ** 2).mean()
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
            on_test, on_real = judge(running, test), judge(running, real)
            print(step, round(time.time() - begin), "loss", round(total / JUDGED_EVERY, 4), "test", on_test, "real", on_real, flush=True)
            total = 0.0
            if on_test[0] > best:
                best = on_test[0]
                export(running, out)


def export(network, out):
    network.eval()
    torch.save(network.state_dict(), f"{out}.pt")
    torch.onnx.export(
        network, torch.zeros(1, PLANES, 160, VOICE_BANDS), f"{out}.onnx", opset_version=13,
        input_names=["planes"], output_names=["shares"], dynamic_axes={"planes": {2: "frames"}, "shares": {1: "frames"}},
    )


if __name__ == "__main__":
    main()
