export { type KaraokeLine, type KaraokeWord } from './karaoke.js'
export { type MusicVideo, renderVideo } from './render-video.js'
export { FfmpegError } from './run-ffmpeg.js'
