import { createCanvas } from '@napi-rs/canvas'
import { forEachSpectrum } from '../../../src/analysis/spectrogram.js'
import { toMono, type Audio } from '../../../src/dsp/audio.js'

const WIDTH = 900
const HEIGHT = 220
const FFT_SIZE = 4096
const LOWEST_HZ = 30
const HIGHEST_HZ = 18_000
/** Quieter than this below full scale is black. */
const RANGE_DB = 85
/** From black over violet and orange to white: brighter is louder also without colour vision. */
const COLOURS = [
  [4, 4, 16],
  [60, 20, 110],
  [170, 40, 110],
  [245, 120, 60],
  [255, 230, 150],
  [255, 255, 255],
] as const

/** A spectrogram as PNG: time to the right, 30 Hz to 18 kHz upwards on a logarithmic scale. */
export function drawSpectrogram(audio: Audio): Buffer {
  const mono = toMono(audio)
  const canvas = createCanvas(WIDTH, HEIGHT)
  const context = canvas.getContext('2d')
  const image = context.createImageData(WIDTH, HEIGHT)
  const binHz = audio.sampleRate / FFT_SIZE
  const bins = Array.from({ length: HEIGHT + 1 }, (_, y) => {
    const hz = LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** (1 - y / HEIGHT)
    return Math.min(FFT_SIZE / 2, Math.max(1, Math.round(hz / binHz)))
  })
  const hop = Math.max(1, Math.floor(mono.length / WIDTH))
  forEachSpectrum(mono, FFT_SIZE, hop, (magnitudes, x) => {
    if (x >= WIDTH) return
    for (let y = 0; y < HEIGHT; y++) {
      let loudest = 0
      for (let bin = bins[y + 1]!; bin <= bins[y]!; bin++) loudest = Math.max(loudest, magnitudes[bin]!)
      const db = 20 * Math.log10(loudest / (FFT_SIZE / 4) + 1e-9)
      paint(image.data, (y * WIDTH + x) * 4, Math.min(1, Math.max(0, 1 + db / RANGE_DB)))
    }
  })
  context.putImageData(image, 0, 0)
  return canvas.toBuffer('image/png')
}

function paint(data: Uint8ClampedArray, at: number, brightness: number): void {
  const position = brightness * (COLOURS.length - 1)
  const below = Math.min(COLOURS.length - 2, Math.floor(position))
  const share = position - below
  for (let channel = 0; channel < 3; channel++) {
    data[at + channel] = COLOURS[below]![channel]! * (1 - share) + COLOURS[below + 1]![channel]! * share
  }
  data[at + 3] = 255
}
