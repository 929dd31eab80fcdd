import { createCanvas } from '@napi-rs/canvas'
import { forEachSpectrum } from '../../src/analysis/spectrogram.js'
import { SAMPLE_RATE } from '../../src/dsp/audio.js'

const WIDTH = 900
const HEIGHT = 260
/** 21 ms: short enough for consonants to stand apart, long enough for formants. */
const FFT_SIZE = 1024
const HIGHEST_HZ = 9000
const RANGE_DB = 70

/** A phonetician's spectrogram as PNG: time to the right, 0 … 9 kHz upwards, dark is loud, pre-emphasised. */
export function drawVoiceSpectrum(samples: Float32Array): Buffer {
  const canvas = createCanvas(WIDTH, HEIGHT)
  const context = canvas.getContext('2d')
  const image = context.createImageData(WIDTH, HEIGHT)
  image.data.fill(255)
  const bins = Math.round((HIGHEST_HZ * FFT_SIZE) / SAMPLE_RATE)
  const hop = Math.max(1, Math.floor(samples.length / WIDTH))
  const columns: Float64Array[] = []
  let loudest = -Infinity
  forEachSpectrum(samples, FFT_SIZE, hop, (magnitudes, x) => {
    if (x >= WIDTH) return
    // 6 dB an octave, as the voice falls off by itself.
    const column = Float64Array.from(
      { length: bins },
      (_, k) => 20 * Math.log10(magnitudes[k]! * (k + 1) + 1e-9),
    )
    for (const level of column) loudest = Math.max(loudest, level)
    columns.push(column)
  })
  for (const [x, column] of columns.entries()) {
    for (let y = 0; y < HEIGHT; y++) {
      const bin = Math.min(bins - 1, Math.floor((1 - (y + 0.5) / HEIGHT) * bins))
      const shade = 255 * Math.min(1, Math.max(0, (loudest - column[bin]!) / RANGE_DB))
      image.data.fill(shade, (y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 3)
    }
  }
  context.putImageData(image, 0, 0)
  return canvas.toBuffer('image/png')
}
