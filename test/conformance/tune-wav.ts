const RATE = 44_100
const TUNE_MIDI = [60, 62, 64, 67, 65, 64, 62, 60]
const BEAT_SECONDS = 0.6

/** A sung-like tune at 100 beats a minute as a 16-bit mono WAV file: something with a pitch, a beat and phrases. */
export function tuneWav(seconds: number): Buffer {
  const frames = Math.round(seconds * RATE)
  const file = Buffer.alloc(44 + frames * 2)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + frames * 2, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(RATE * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(frames * 2, 40)
  let phase = 0
  for (let i = 0; i < frames; i++) {
    const beats = i / RATE / BEAT_SECONDS
    const within = beats % 1
    const vibrato = 0.3 * Math.sin((2 * Math.PI * 5.5 * i) / RATE)
    const midi = TUNE_MIDI[Math.floor(beats) % TUNE_MIDI.length]! + vibrato
    phase += (440 * 2 ** ((midi - 69) / 12)) / RATE
    const envelope = Math.min(1, within * 20, (1 - within) * 8)
    let value = 0
    for (let partial = 1; partial <= 5; partial++) value += Math.sin(2 * Math.PI * phase * partial) / partial
    file.writeInt16LE(Math.round(value * 0.2 * envelope * 28_000), 44 + i * 2)
  }
  return file
}
