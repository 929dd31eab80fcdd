"""Sings recorded speech: real speakers' spectral envelopes on invented melodies, for training separation.

Debian's asterisk prompts (g722, 16 kHz) are cut into envelopes by cepstral smoothing and played on a pulse train with
vibrato, glides and breath. Speakers of `TEST` are only tested on.

  apt-get install ffmpeg python3-numpy python3-scipy asterisk-core-sounds-{en,es,fr,it,ru}-g722
  /usr/bin/python3 training/separation/sing_speech.py POOL_FOLDER LINES_PER_SPEAKER
"""

import glob
import json
import os
import subprocess
import sys

import numpy as np

RATE = 48_000
SPEECH_RATE = 16_000
SOUNDS = "/usr/share/asterisk/sounds"
# Folder, lowest and highest note (MIDI).
SPEAKERS = {
    "en": ("en_US_f_Allison", 57, 74),
    "it": ("it_IT_m_Carlo", 45, 64),
    "fr": ("fr_CA_f_June", 56, 73),
    "ru": ("ru_RU_f_IvrvoiceRU", 57, 75),
}
TEST = {"ru"}
FRAME = 512
HOP = 80  # 5 ms
SECONDS = 30


def speech(folder, rng):
    """About a dozen prompts one after the other, mono at SPEECH_RATE."""
    files = sorted(glob.glob(f"{SOUNDS}/{folder}/**/*.g722", recursive=True))
    parts, length = [], 0
    while length < 16 * SPEECH_RATE:
        raw = subprocess.run(
            ["ffmpeg", "-v", "error", "-f", "g722", "-i", rng.choice(files), "-ac", "1", "-ar", str(SPEECH_RATE), "-f", "f32le", "-"],
            capture_output=True, check=True,
        ).stdout
        part = np.frombuffer(raw, np.float32)
        loud = np.where(np.abs(part) > 0.02)[0]
        if len(loud) < SPEECH_RATE // 4:
            continue
        part = part[loud[0]:loud[-1]]
        parts.append(part)
        length += len(part)
    return np.concatenate(parts)


def analyse(x):
    """Log envelopes (frames x 257) and how voiced each frame is (0..1)."""
    window = np.hanning(FRAME)
    starts = np.arange(0, len(x) - FRAME, HOP)
    frames = x[starts[:, None] + np.arange(FRAME)] * window
    log = np.log(np.abs(np.fft.rfft(frames)) + 1e-5)
    cepstrum = np.fft.irfft(log)
    lifter = np.zeros(FRAME)
    lifter[:36] = lifter[-35:] = 1
    envelope = np.fft.rfft(cepstrum * lifter).real
    spectrum = np.abs(np.fft.rfft(frames)) ** 2
    correlation = np.fft.irfft(spectrum)
    voiced = correlation[:, 50:220].max(1) / (correlation[:, 0] + 1e-9)
    voiced = np.clip((voiced - 0.25) / 0.3, 0, 1)
    return envelope, np.convolve(voiced, np.ones(5) / 5, "same")


def melody(n, low, high, rng):
    """MIDI pitch for each 5 ms frame."""
    pitch = np.zeros(n)
    scale = np.array([0, 2, 4, 5, 7, 9, 11])
    root, at, now = rng.integers(12), 0, rng.uniform(low, high)
    while at < n:
        length = int(200 * rng.choice([0.15, 0.2, 0.3, 0.4, 0.6, 0.9, 1.4]))
        now = np.clip(now + rng.choice([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]), low, high)
        step = (now - root) % 12
        pitch[at:at + length] = now - step + scale[np.argmin(np.abs(scale - step))]
        at += length
    glide = np.hanning(int(rng.integers(12, 40)))
    pitch = np.convolve(np.pad(pitch, 40, "edge"), glide / glide.sum(), "same")[40:40 + n]
    rate = rng.uniform(4.6, 6.4) * (1 + 0.03 * np.cumsum(rng.standard_normal(n)) / np.sqrt(n))
    depth = rng.uniform(0.05, 0.6) * np.clip(np.convolve(rng.standard_normal(n), np.hanning(300) / 12, "same"), 0, 1)
    drift = 0.1 * np.convolve(rng.standard_normal(n), np.hanning(60) / 6, "same")
    return pitch + depth * np.sin(2 * np.pi * np.cumsum(rate) / 200) + drift


def sing(folder, low, high, rng):
    envelope, voiced = analyse(speech(folder, rng))
    stretch = rng.uniform(1.1, 2.4)
    n = min(int(len(envelope) * stretch), SECONDS * 200)
    at = np.linspace(0, len(envelope) - 1.001, n)
    envelope, voiced = envelope[at.astype(int)], voiced[at.astype(int)]
    # Other throats: the frequency axis stretched or squeezed.
    warp = rng.uniform(0.88, 1.15)
    pitch = melody(n, low, high, rng)
    hz = 440 * 2 ** ((pitch - 69) / 12)
    samples = n * RATE // 200
    phase = np.cumsum(np.interp(np.arange(samples) / RATE * 200, np.arange(n), hz)) / RATE
    source = np.zeros(samples)
    pulse = np.where(np.diff(np.floor(phase)) > 0)[0]
    source[pulse] = 1 + 0.05 * rng.standard_normal(len(pulse))
    noise = rng.standard_normal(samples) * 0.03
    size, hop = 2048, 480
    window = np.hanning(size + 1)[:size]
    out = np.zeros(samples + size)
    hzs = np.arange(size // 2 + 1) * RATE / size
    index = hzs / warp / (SPEECH_RATE / FRAME)
    beyond = np.maximum(0, np.log2(np.maximum(index, 1) / 224))
    breath = rng.uniform(0.3, 1.6)
    roll = rng.uniform(0.5, 1.2)
    for start in range(0, samples - size, hop):
        frame = min(n - 1, (start + size // 2) * 200 // RATE)
        gain = np.exp(np.interp(np.minimum(index, 224), np.arange(257), envelope[frame]) - roll * beyond)
        v = voiced[frame]
        a = np.fft.rfft(source[start:start + size] * window) * v * (hzs < 15_000)
        b = np.fft.rfft(noise[start:start + size] * window) * ((1 - v) * 4 + breath * v * (hzs > 1500))
        out[start:start + size] += np.fft.irfft((a / np.sqrt(hz[frame] / 200) + b) * gain) * window
    # Phrases: rests where a singer breathes.
    rest = np.ones(n)
    cursor = int(rng.uniform(300, 900))
    while cursor < n:
        rest[cursor:cursor + int(rng.uniform(60, 500))] = 0
        cursor += int(rng.uniform(400, 1400))
    rest = np.convolve(rest, np.hanning(24) / np.hanning(24).sum(), "same")
    out = out[:samples] * np.interp(np.arange(samples) / RATE * 200, np.arange(n), rest)
    return out / (np.abs(out).max() + 1e-9)


def main():
    pool, lines = sys.argv[1], int(sys.argv[2])
    for number, (speaker, (folder, low, high)) in enumerate(SPEAKERS.items()):
        for line in range(lines):
            rng = np.random.default_rng(1000 * number + line)
            voice = sing(folder, low, high, rng)
            if rng.random() < 0.25:
                other = sing(folder, low + 3, high + 3, rng)
                voice = np.pad(voice, (0, max(0, len(other) - len(voice))))[:len(other)] + 0.6 * other
                voice /= np.abs(voice).max()
            name = f"speech-{speaker}-{line}"
            os.makedirs(f"{pool}/{name}", exist_ok=True)
            pcm = np.round(voice * 32_000).astype(np.int16)
            np.stack([pcm, pcm], 1).tofile(f"{pool}/{name}/vocal.s16")
            item = {"name": name, "split": "test" if speaker in TEST else "train", "origin": "speech", "stems": ["vocal"]}
            with open(f"{pool}/{name}/item.json", "w", encoding="utf8") as file:
                json.dump(item, file)


if __name__ == "__main__":
    main()
