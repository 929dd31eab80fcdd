import type { Motif } from '../motif.js'
import { disc, drawStars, fade, fillSky, glow, mix, SIDE } from '../paint.js'

/** A city at night by the water: lit windows, a moon, lights trembling in the harbour. */
export const skyline: Motif = (context, palette, random) => {
  const shore = 742
  fillSky(context, [palette.night, palette.deep, palette.mid, palette.warm], 0, shore)
  drawStars(context, random, 130, 420, palette.light)

  const moonX = random.range(240, 790)
  const moonY = random.range(300, 400)
  const moonRadius = random.range(70, 120)
  glow(context, moonX, moonY, moonRadius * 4, palette.light, 0.55)
  context.fillStyle = mix(palette.light, palette.warm, 0.12)
  disc(context, moonX, moonY, moonRadius)

  for (const layer of [0, 1, 2]) {
    const wall = mix(mix(palette.mid, palette.deep, 0.4 + 0.3 * layer), palette.night, layer * 0.42)
    let x = -random.range(0, 40)
    while (x < SIDE) {
      const width = random.range(38, 96) * (0.8 + layer * 0.2)
      const height = random.range(110, 330) * (1.15 - layer * 0.22) * (random.chance(0.12) ? 1.35 : 1)
      const top = shore - height
      context.fillStyle = wall
      context.fillRect(x, top, width + 1, height)
      if (random.chance(0.25)) context.fillRect(x + width * 0.45, top - 46, 3, 46)
      if (random.chance(0.25)) context.fillRect(x + width * 0.2, top - 18, width * 0.6, 18)
      if (layer > 0) {
        const cell = 11 + layer * 2
        for (let wy = top + 14; wy < shore - 16; wy += cell + 4) {
          for (let wx = x + 7; wx < x + width - 9; wx += cell) {
            if (!random.chance(0.34)) continue
            context.fillStyle = fade(
              random.chance(0.12) ? palette.accent : palette.light,
              random.range(0.3, 0.95),
            )
            context.fillRect(wx, wy, 5 + layer, 7 + layer)
          }
        }
      }
      x += width + random.range(-6, 10)
    }
    if (layer < 2) {
      const haze = context.createLinearGradient(0, shore - 260, 0, shore)
      haze.addColorStop(0, fade(palette.warm, 0))
      haze.addColorStop(1, fade(palette.warm, 0.3))
      context.fillStyle = haze
      context.fillRect(0, shore - 260, SIDE, 260)
    }
  }

  // The water repeats the city upside down, darker and blurred along the ripples.
  const pixelsPerUnit = context.canvas.width / SIDE
  context.save()
  context.globalAlpha = 0.75
  for (let y = shore; y < SIDE; y += 3) {
    const depth = (y - shore) / (SIDE - shore)
    const sway = Math.sin(y * 0.35 + random.next()) * (2 + 16 * depth)
    const sourceY = (shore - (y - shore) * 1.25) * pixelsPerUnit
    context.drawImage(context.canvas, 0, sourceY, SIDE * pixelsPerUnit, 3 * pixelsPerUnit, sway, y, SIDE, 3.4)
  }
  context.restore()
  const depth = context.createLinearGradient(0, shore, 0, SIDE)
  depth.addColorStop(0, fade(palette.night, 0.25))
  depth.addColorStop(1, fade(palette.night, 0.9))
  context.fillStyle = depth
  context.fillRect(0, shore, SIDE, SIDE - shore)
  return { titlePlace: 'top' }
}
