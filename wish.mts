import { composeSong } from './src/studio/compose.js'
import { readStyle } from './src/studio/style/read-style.js'
import { PROFILES } from './src/studio/profiles/index.js'
const I = ['harmonica','violin','saxophone','flute','trumpet','cello','accordion','banjo','harp','piano','organ','electric guitar','synth pad','choir','congas','mandolin','clarinet','marimba','strings','steel drums','french horn','oboe','sitar','synth lead','bells']
let n = 0, bad = 0
for (const [k, p] of PROFILES.entries()) for (let j = 0; j < 3; j++) {
  const name = I[(k * 3 + j * 7) % I.length]!, style = `${p.label ?? p.id} with ${name}`
  const ids = new Set(readStyle({ style, instrumental: false } as any).instruments.flatMap(i => i.ids))
  const { score, warnings } = composeSong({ style, instrumental: false, idea: 'the road home', durationSeconds: j === 0 ? 60 : undefined, maxDurationSeconds: 240 } as any, 11 + j, j % 2)
  const notes = score.tracks.filter(t => t.kind === 'instrument' && ids.has(t.instrument)).reduce((s, t: any) => s + t.notes.length, 0)
  n++
  if (notes < 8) { bad++; console.log(style, j, notes, warnings.map(w => w.code).join(), score.tracks.map((t: any) => t.instrument).join(' ')) }
}
console.log(n, 'songs', bad, 'without')
