import type { Motif } from '../motif.js'
import { disc, fade, fillSky, mix, SIDE } from '../paint.js'

type Context = Parameters<Motif>[0]
type Dice = Parameters<Motif>[2]

/** Height of the middle of the bouquet. */
const MIDDLE = 410

/** A bouquet seen from above: layered petals, leaves, buds. */
export const flowers: Motif = (context, palette, random) => {
  const dark = random.chance(0.5)
  fillSky(
    context,
    dark ? [palette.night, palette.deep] : [palette.light, mix(palette.light, palette.warm, 0.35)],
  )
  const leaf = mix(palette.mid, '#3c7a4a', 0.72)
  for (let i = 0; i < 60; i++) {
    const angle = random.range(0, 2 * Math.PI)
    const distance = random.range(90, 290)
    const x = SIDE / 2 + Math.cos(angle) * distance
    const y = MIDDLE + Math.sin(angle) * distance * 0.8
    const ink = mix(leaf, dark ? palette.night : palette.deep, random.range(0, 0.55))
    drawLeaf(context, x, y, angle + random.range(-0.6, 0.6), random.range(110, 210), ink)
  }
  const blooms = Array.from({ length: 15 }, (_, i) => {
    const angle = i * 2.4 + random.range(-0.3, 0.3)
    const distance = 96 * Math.sqrt(i + 0.1) + random.range(-14, 14)
    return {
      x: SIDE / 2 + Math.cos(angle) * distance,
      y: MIDDLE + Math.sin(angle) * distance * 0.76,
      radius: random.range(100, 165) * (1 - i * 0.026),
    }
  }).reverse()
  for (const { x, y, radius } of blooms) {
    const ink = random.pick([
      palette.warm,
      palette.accent,
      mix(palette.warm, palette.light, 0.5),
      palette.mid,
    ])
    drawBloom(context, random, x, y, radius, ink, palette.light, palette.night)
  }
  return { titlePlace: 'bottom', titleSpace: 250, grain: 18, vignette: dark ? 0.4 : 0.12 }
}

function drawLeaf(context: Context, x: number, y: number, angle: number, length: number, ink: string): void {
  context.save()
  context.translate(x, y)
  context.rotate(angle)
  context.fillStyle = ink
  context.beginPath()
  context.moveTo(0, 0)
  context.quadraticCurveTo(length * 0.45, -length * 0.28, length, 0)
  context.quadraticCurveTo(length * 0.45, length * 0.28, 0, 0)
  context.fill()
  context.strokeStyle = fade('#000000', 0.22)
  context.lineWidth = 2
  context.beginPath()
  context.moveTo(0, 0)
  context.lineTo(length * 0.92, 0)
  context.stroke()
  context.restore()
}

function drawBloom(
  context: Context,
  random: Dice,
  x: number,
  y: number,
  radius: number,
  ink: string,
  light: string,
  dark: string,
): void {
  const petals = 7 + random.int(6)
  const rings = 3
  const turn = random.range(0, 1)
  for (let ring = 0; ring < rings; ring++) {
    const reach = radius * (1 - ring * 0.27)
    for (let i = 0; i < petals; i++) {
      const angle = turn + ring * 0.4 + (2 * Math.PI * i) / petals + random.range(-0.06, 0.06)
      context.save()
      context.translate(x, y)
      context.rotate(angle)
      context.shadowColor = fade('#000000', 0.3)
      context.shadowBlur = 9
      const shade = context.createLinearGradient(0, 0, reach, 0)
      shade.addColorStop(0, mix(ink, dark, 0.5))
      shade.addColorStop(0.5, mix(ink, light, 0.08 + ring * 0.13))
      shade.addColorStop(1, mix(ink, light, 0.35 + ring * 0.13))
      context.fillStyle = shade
      const width = (reach * 2.9) / petals
      context.beginPath()
      context.moveTo(0, 0)
      context.bezierCurveTo(reach * 0.4, -width, reach, -width * 0.8, reach, 0)
      context.bezierCurveTo(reach, width * 0.8, reach * 0.4, width, 0, 0)
      context.fill()
      context.restore()
    }
  }
  for (let i = 0; i < 26; i++) {
    const angle = random.range(0, 2 * Math.PI)
    const distance = Math.sqrt(random.next()) * radius * 0.19
    context.fillStyle = mix(light, ink, random.range(0, 0.3))
    disc(context, x + Math.cos(angle) * distance, y + Math.sin(angle) * distance, random.range(2, 4.6))
  }
}
