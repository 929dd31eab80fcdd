export { type CoverRequest, drawCover } from './draw-cover.js'
