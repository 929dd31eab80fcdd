export * from './codecs/index.js'
export * from './cover/index.js'
export * from './video/index.js'
