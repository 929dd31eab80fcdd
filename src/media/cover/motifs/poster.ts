import type { Motif } from '../motif.js'
import { disc, SIDE } from '../paint.js'

/** Quarter circles, discs and bars on a grid: a Swiss poster of the sixties. */
export const poster: Motif = (context, palette, random) => {
  context.fillStyle = palette.light
  context.fillRect(0, 0, SIDE, SIDE)
  const cells = random.pick([3, 4, 4, 5])
  const cell = (SIDE - 128) / cells
  const left = 64
  const top = 64
  const rows = Math.max(2, Math.floor(720 / cell))
  const height = 720 / rows
  const inks = [palette.night, palette.mid, palette.warm, palette.accent, palette.deep]
  let previous = ''
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < cells; column++) {
      const x = left + column * cell
      const y = top + row * height
      const ground = random.pick(inks.filter((ink) => ink !== previous))
      const figure = random.pick([...inks, palette.light].filter((ink) => ink !== ground))
      previous = ground
      context.save()
      context.beginPath()
      context.rect(x, y, cell, height)
      context.clip()
      context.fillStyle = ground
      context.fillRect(x, y, cell, height)
      context.fillStyle = figure
      drawFigure(context, random.int(7), x, y, cell, height, ground)
      context.restore()
    }
  }
  return { titlePlace: 'bottom', titleSpace: 240, grain: 18, vignette: 0.08 }
}

function drawFigure(
  context: Parameters<Motif>[0],
  kind: number,
  x: number,
  y: number,
  width: number,
  height: number,
  ground: string,
): void {
  const corner = Math.max(width, height)
  const middleX = x + width / 2
  const middleY = y + height / 2
  switch (kind) {
    case 0:
      return disc(context, x, y, corner)
    case 1:
      return disc(context, x + width, y + height, corner)
    case 2:
      return disc(context, x + width, y, corner)
    case 3:
      // A record: disc, label and hole.
      disc(context, middleX, middleY, Math.min(width, height) * 0.42)
      context.fillStyle = ground
      disc(context, middleX, middleY, Math.min(width, height) * 0.16)
      return
    case 4:
      for (let i = 0; i < 5; i++) context.fillRect(x + (i * width) / 5, y, width / 10, height)
      return
    case 5:
      disc(context, middleX, y, width / 2)
      return disc(context, middleX, y + height, width / 2)
    default:
      context.beginPath()
      context.moveTo(x, y + height)
      context.lineTo(x + width, y + height)
      context.lineTo(x + width, y)
      context.closePath()
      context.fill()
  }
}
