/**
 * Makes the small files with which the sandbox answers (`assets/sandbox`), from the sketched song in `src/sandbox/song.ts`:
 * `node --conditions=source --import tsx scripts/sandbox-media.ts`
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeMp3 } from '../src/media/codecs/index.js'
import { drawCover } from '../src/media/cover/index.js'
import { renderVideo } from '../src/media/video/index.js'
import { projectPath } from '../src/paths.js'
import { MEDIA_FILES, MEDIA_FOLDER, sketchedScore, SOUNDING_STEMS } from '../src/sandbox/media.js'
import { sketch } from '../src/sandbox/sketch.js'
import { SONG_SECONDS } from '../src/sandbox/song.js'
import { timedLines } from '../src/studio/lyrics/timed-words.js'

const COVER_PX = 256

const folder = projectPath(MEDIA_FOLDER)
await mkdir(folder, { recursive: true })
const write = (name: string, bytes: Uint8Array) => writeFile(join(folder, name), bytes)

for (const [takeIndex, name] of MEDIA_FILES.songs.entries()) {
  const audio = sketch(sketchedScore(takeIndex), SOUNDING_STEMS)
  await write(name, await encodeMp3(audio, { bitrateKbps: 96 }))
}
for (const stem of SOUNDING_STEMS) {
  await write(MEDIA_FILES.stem(stem), await encodeMp3(sketch(sketchedScore(0), [stem]), { bitrateKbps: 64 }))
}
const instrumental = sketch(
  sketchedScore(0),
  SOUNDING_STEMS.filter((stem) => stem !== 'vocal'),
)
await write(MEDIA_FILES.stem('instrumental'), await encodeMp3(instrumental, { bitrateKbps: 64 }))
for (const [index, name] of MEDIA_FILES.covers.entries()) {
  await write(
    name,
    await drawCover({ seed: index, title: 'Sandbox', tags: 'ambient, calm', sizePx: COVER_PX }),
  )
}
await renderVideo(
  {
    audioPath: join(folder, MEDIA_FILES.songs[0]),
    durationSeconds: SONG_SECONDS,
    coverJpeg: await drawCover({ seed: 0, title: 'Sandbox', tags: 'ambient, calm', sizePx: COVER_PX }),
    title: 'Sandbox',
    lines: timedLines(sketchedScore(0)),
  },
  join(folder, MEDIA_FILES.video),
  new AbortController().signal,
  () => undefined,
)
