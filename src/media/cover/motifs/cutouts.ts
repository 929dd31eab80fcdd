import type { Motif } from '../motif.js'
import { fade, SIDE, traceBlob } from '../paint.js'

/** Paper cut with scissors and pasted in blocks, as on a jazz record of the fifties. */
export const cutouts: Motif = (context, palette, random) => {
  context.fillStyle = palette.light
  context.fillRect(0, 0, SIDE, SIDE)
  const inks = random.shuffle([palette.night, palette.mid, palette.warm, palette.accent, palette.deep])
  const [columns, rows] = random.pick([
    [2, 2],
    [3, 2],
    [3, 3],
    [2, 3],
  ] as const)
  const top = 60
  const cellWidth = (SIDE - 120) / columns
  const cellHeight = 730 / rows
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const ground = inks[(row * 2 + column) % inks.length]!
      const figure = inks[(row * 2 + column + 2 + random.int(2)) % inks.length]!
      const x = 60 + column * cellWidth
      const y = top + row * cellHeight
      pasteBlock(context, random, x, y, cellWidth, cellHeight, ground)
      const paper = random.chance(0.35) ? palette.light : figure
      const middleX = x + cellWidth / 2
      const middleY = y + cellHeight / 2
      shadowed(context, () => {
        context.fillStyle = paper
        if (random.chance(0.55))
          drawFrond(context, random, middleX, middleY, Math.min(cellWidth, cellHeight * 1.1) * 0.46)
        else {
          traceBlob(
            context,
            random,
            middleX,
            middleY,
            cellWidth * 0.33,
            cellHeight * 0.27,
            6 + random.int(4),
            0.4,
          )
          context.fill()
        }
      })
    }
  }
  return { titlePlace: 'bottom', titleSpace: 224, grain: 22, vignette: 0.12 }
}

function pasteBlock(
  context: Parameters<Motif>[0],
  random: Parameters<Motif>[2],
  x: number,
  y: number,
  width: number,
  height: number,
  ink: string,
): void {
  const off = () => random.range(-9, 9)
  shadowed(context, () => {
    context.fillStyle = ink
    context.beginPath()
    context.moveTo(x + off(), y + off())
    context.lineTo(x + width + off(), y + off())
    context.lineTo(x + width + off(), y + height + off())
    context.lineTo(x + off(), y + height + off())
    context.closePath()
    context.fill()
  })
}

/** A leaf of seaweed: rounded lobes left and right of a bent stem. */
function drawFrond(
  context: Parameters<Motif>[0],
  random: Parameters<Motif>[2],
  x: number,
  y: number,
  reach: number,
): void {
  context.save()
  context.translate(x, y)
  context.rotate(random.range(-0.6, 0.6))
  const lobes = 4 + random.int(3)
  context.beginPath()
  context.ellipse(0, 0, reach * 0.11, reach, 0, 0, 2 * Math.PI)
  context.fill()
  for (let i = 0; i < lobes; i++) {
    const along = -reach * 0.75 + (1.5 * reach * i) / (lobes - 1)
    const length = reach * (0.62 - 0.3 * Math.abs(along / reach)) * random.range(0.85, 1.2)
    for (const side of [-1, 1]) {
      context.beginPath()
      context.ellipse(
        side * length * 0.6,
        along - length * 0.28,
        length * 0.62,
        reach * 0.11,
        side * -0.55,
        0,
        2 * Math.PI,
      )
      context.fill()
    }
  }
  context.restore()
}

/** Paper lies on paper. */
function shadowed(context: Parameters<Motif>[0], draw: () => void): void {
  context.save()
  context.shadowColor = fade('#000000', 0.28)
  context.shadowBlur = 10
  context.shadowOffsetX = 3
  context.shadowOffsetY = 4
  draw()
  context.restore()
}
