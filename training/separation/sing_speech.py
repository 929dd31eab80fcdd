"""Sings recorded speech: real speakers' spectral envelopes on invented melodies, for training separation.

Speech of Debian packages is cut into envelopes by cepstral smoothing and played on a pulse train with vibrato, glides and breath.
Speakers of `TEST` are only tested on.

  apt-get install ffmpeg python3-numpy python3-scipy asterisk-core-sounds-{en,fr,it,ru}-g722
  /usr/bin/python3 training/separation/sing_speech.py POOL_FOLDER LINES_PER_SPEAKER

With a third argument, the folder that packages are unpacked in (README.md), it is the speakers of games instead, who speak more
freely; every fourth of their lines is spoken as it was recorded.
"""

import glob
import json
import os
import subprocess
import sys

import numpy as np

RATE = 48_000
SOUNDS = "/usr/share/asterisk/sounds"
# Folder, lowest and highest note (MIDI).
SPEAKERS = {
    "en": ("en_US_f_Allison", 57, 74),
    "it": ("it_IT_m_Carlo", 45, 64),
    "fr": ("fr_CA_f_June", 56, 73),
    "ru": ("ru_RU_f_IvrvoiceRU", 57, 75),
}
GAMES = "usr/share/games"
HEDGEWARS = f"hedgewars-data/{GAMES}/hedgewars/Data/Sounds/voices"
HORIZONS = "unknown-horizons/usr/share/unknown-horizons/content/audio/voice"
HIGH, LOW = (55, 75), (43, 66)
# Files, their rate in Hz, and the notes that are sung.
GAME_SPEAKERS = {
    "es": ("asterisk-core-sounds-es-g722/usr/share/asterisk/sounds/es_MX_f_Allison/**/*.g722", 16_000, HIGH),
    "cs-small-fish": (f"fillets-ng-data-cs/{GAMES}/fillets-ng/sound/*/cs/*-m-*.ogg", 22_050, HIGH),
    "cs-big-fish": (f"fillets-ng-data-cs/{GAMES}/fillets-ng/sound/*/cs/*-v-*.ogg", 22_050, LOW),
    "nl-small-fish": (f"fillets-ng-data-nl/{GAMES}/fillets-ng/sound/*/nl/*-m-*.ogg", 22_050, HIGH),
    "nl-big-fish": (f"fillets-ng-data-nl/{GAMES}/fillets-ng/sound/*/nl/*-v-*.ogg", 22_050, LOW),
    "de-islander": (f"{HORIZONS}/de/**/*.ogg", 44_100, LOW),
    "en-islander": (f"{HORIZONS}/en/**/*.ogg", 44_100, LOW),
    **{
        f"hedgehog-{name.lower()}": (f"{HEDGEWARS}/{name}/*.ogg", 44_100, LOW)
        for name in ["British", "Classic", "Default", "Default_es", "Default_pl", "Default_ru", "Default_uk", "HillBilly"]
        + ["Mobster", "Pirate", "Russian", "Russian_pl", "Singer", "Surfer"]
    },
}
TEST = {"ru", "nl-small-fish", "nl-big-fish", "hedgehog-singer", "hedgehog-british"}
SECONDS = 30
SPEECH_SECONDS = 16
# Frames of speech: 32 ms, every 5 ms.
FRAME_SECONDS, HOP_SECONDS = 0.032, 0.005


def speech(files, rate, rng):
    """About a dozen recordings one after the other, mono."""
    parts, length = [], 0
    while length < SPEECH_SECONDS * rate:
        file = rng.choice(files)
        raw = subprocess.run(
            ["ffmpeg", "-v", "error", *(["-f", "g722"] if file.endswith("g722") else []), "-i", file, "-ac", "1", "-ar", str(rate), "-f", "f32le", "-"],
            capture_output=True, check=True,
        ).stdout
        part = np.frombuffer(raw, np.float32)
        loud = np.where(np.abs(part) > 0.02)[0]
        if len(loud) < rate // 4:
            continue
        part = part[loud[0]:loud[-1]]
        parts.append(part)
        length += len(part)
    return np.concatenate(parts)


def analyse(x, rate):
    """Log envelopes (frames x half a frame) and how voiced each frame is (0..1)."""
    frame, hop = round(FRAME_SECONDS * rate), round(HOP_SECONDS * rate)
    window = np.hanning(frame)
    starts = np.arange(0, len(x) - frame, hop)
    frames = x[starts[:, None] + np.arange(frame)] * window
    log = np.log(np.abs(np.fft.rfft(frames)) + 1e-5)
    cepstrum = np.fft.irfft(log, frame)
    lifter = np.zeros(frame)
    smooth = round(0.00225 * rate)
    lifter[:smooth] = lifter[1 - smooth:] = 1
    envelope = np.fft.rfft(cepstrum * lifter).real
    spectrum = np.abs(np.fft.rfft(frames)) ** 2
    correlation = np.fft.irfft(spectrum)
    voiced = correlation[:, rate // 320:round(rate / 72.7)].max(1) / (correlation[:, 0] + 1e-9)
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


def sing(files, rate, low, high, rng):
    envelope, voiced = analyse(speech(files, rate, rng), rate)
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
    index = hzs / warp * FRAME_SECONDS
    # What the recording holds ends at 7 kHz of 8; from there on it rolls off.
    top = round(0.4375 * FRAME_SECONDS * rate)
    beyond = np.maximum(0, np.log2(np.maximum(index, 1) / top))
    breath = rng.uniform(0.3, 1.6)
    roll = rng.uniform(0.5, 1.2)
    for start in range(0, samples - size, hop):
        frame = min(n - 1, (start + size // 2) * 200 // RATE)
        gain = np.exp(np.interp(np.minimum(index, top), np.arange(envelope.shape[1]), envelope[frame]) - roll * beyond)
        v = voiced[frame]
        a = np.fft.rfft(source[start:start + size] * window) * v * (hzs < 15_000)
        b = np.fft.rfft(noise[start:start + size] * window) * ((1 - v) * 4 + breath * v * (hzs > 1500))
        out[start:start + size] += np.fft.irfft((a / np.sqrt(hz[frame] / 200) + b) * gain) * window
    return with_rests(out[:samples], n, rng)


def with_rests(voice, n, rng):
    """Phrases: rests where a singer breathes. `n` frames of 5 ms."""
    rest = np.ones(n)
    cursor = int(rng.uniform(300, 900))
    while cursor < n:
        rest[cursor:cursor + int(rng.uniform(60, 500))] = 0
        cursor += int(rng.uniform(400, 1400))
    rest = np.convolve(rest, np.hanning(24) / np.hanning(24).sum(), "same")
    voice = voice * np.interp(np.arange(len(voice)) / RATE * 200, np.arange(n), rest)
    return voice / (np.abs(voice).max() + 1e-9)


def speak(files, rate, rng):
    """Speech as it is, up to a fifth higher or lower and that much faster or slower."""
    x = speech(files, rate, rng)
    samples = int(len(x) / rate * RATE / 2 ** (rng.uniform(-4, 4) / 12))
    voice = np.interp(np.linspace(0, len(x) - 1, samples), np.arange(len(x)), x)
    return with_rests(voice, samples * 200 // RATE, rng)


def main():
    pool, lines = sys.argv[1], int(sys.argv[2])
    for number, speaker, files, rate, low, high in speakers_of(*sys.argv[3:]):
        for line in range(lines):
            rng = np.random.default_rng(1000 * number + line)
            if len(sys.argv) > 3 and line % 4 == 3:
                voice = speak(files, rate, rng)
            else:
                voice = sing(files, rate, low, high, rng)
            if rng.random() < 0.25:
                other = sing(files, rate, low + 3, high + 3, rng)
                voice = np.pad(voice, (0, max(0, len(other) - len(voice))))[:len(other)] + 0.6 * other
                voice /= np.abs(voice).max()
            write(pool, f"speech-{speaker}-{line}", voice, "test" if speaker in TEST else "train")


def speakers_of(packages=None):
    """Number for the seeds, name, files, rate, lowest and highest note of each speaker."""
    if packages is None:
        for number, (speaker, (folder, low, high)) in enumerate(SPEAKERS.items()):
            yield number, speaker, found(f"{SOUNDS}/{folder}/**/*.g722"), 16_000, low, high
    else:
        for number, (speaker, (files, rate, (low, high))) in enumerate(GAME_SPEAKERS.items()):
            yield 100 + number, speaker, found(f"{packages}/{files}"), rate, low, high


def found(files):
    return sorted(glob.glob(files, recursive=True))


def write(pool, name, voice, split):
    os.makedirs(f"{pool}/{name}", exist_ok=True)
    pcm = np.round(voice * 32_000).astype(np.int16)
    np.stack([pcm, pcm], 1).tofile(f"{pool}/{name}/vocal.s16")
    item = {"name": name, "split": split, "origin": "speech", "stems": ["vocal"]}
    with open(f"{pool}/{name}/item.json", "w", encoding="utf8") as file:
        json.dump(item, file)


if __name__ == "__main__":
    main()
