import { createRandom, type Random } from '../../dsp/random.js'
import { SAMPLE_RATE } from '../../dsp/audio.js'
import { isMinorish, keyName, type Key } from '../../music/scale.js'
import type { InstrumentTrack, MixSettings, Note, Score } from '../../music/score.js'
import { constantTempo } from '../../music/tempo-map.js'
import type { ComposedSong, StudioWarning } from '../brief.js'
import { profileFor } from '../composer/profile-for.js'
import { ENGINE_VERSION } from '../composer/engine-version.js'
import { mixFor } from '../composer/mixing.js'
import { chooseSettings, type SongSettings } from '../composer/settings.js'
import { instrumentById } from '../instruments.js'
import type { EffectRecipe } from './effect-recipe.js'
import { effectSeconds, effectTrack } from './effect-score.js'
import { playLoop } from './loop-parts.js'
import { readSoundPrompt, type SoundPromptReading } from './read-sound-prompt.js'

/** What a sound is asked to be. */
export interface SoundBrief {
  /** "808 drum loop", "dreamy pad in A minor", "door knock". */
  readonly prompt: string
  /** Its end leads back to its beginning, to the sample. */
  readonly loop: boolean
  readonly bpm?: number
  readonly key?: Key
  readonly maxDurationSeconds: number
}

/** Effects that are heard beside the first one at most. */
const MOST_EFFECTS = 3
/** A loop is written so often; the second pass is heard: the first still lacks what rings over from before. */
const PASSES = 3
const USUAL_EFFECT_BPM = 120
/** Loudness goals in LUFS. */
const LOOP_LUFS = -14
const AMBIENCE_LUFS = -22
const ONE_SHOT_LUFS = -18
/** A loop is four bars, eight where bars are short. */
const SHORT_LOOP_SECONDS = 5
const LONGEST_LOOP_BARS = 16

/** Writes one take of a sound: a musical loop or phrase, a single stroke or tone, an effect, or effects over music. */
export function composeSound(brief: SoundBrief, seed: number, takeIndex: number): ComposedSong {
  const reading = readSoundPrompt(brief.prompt, brief)
  const random = createRandom(seed)
  const { hit, stab, isMusic } = reading
  if (hit) return strokeOf(brief, reading, seed, takeIndex, random)
  if (stab && isMusic) return toneOf(brief, reading, seed, takeIndex, random)
  if (isMusic) return loopOf(brief, reading, seed, takeIndex, random)
  return effectOf(brief, reading, seed, takeIndex, random)
}

/** A score of one section, and for a loop the cut that makes it one. */
function scoreOf(parts: {
  readonly brief: SoundBrief
  readonly reading: SoundPromptReading
  readonly seed: number
  readonly bpm: number
  readonly key: Key
  readonly meter?: { readonly numerator: number; readonly denominator: number }
  readonly genre: string
  readonly tracks: readonly InstrumentTrack[]
  readonly chords?: Score['chords']
  readonly mix: MixSettings
  /** Length of what is heard, in seconds; without a loop the tail comes on top. */
  readonly seconds: number
  readonly passes: number
  readonly tailSeconds: number
}): Score {
  const { brief, reading, bpm, seconds, passes } = parts
  const endBeat = Math.round(((seconds * passes * bpm) / 60) * 1e9) / 1e9
  const passBeats = endBeat / passes
  // Both edges on whole samples, one pass apart.
  const passSeconds = Math.round(seconds * SAMPLE_RATE) / SAMPLE_RATE
  const chords = parts.chords ?? []
  return {
    format: 1,
    engine: ENGINE_VERSION,
    seed: parts.seed,
    title: titleOf(brief.prompt),
    tags: tagsOf(reading, brief.loop),
    genre: parts.genre,
    tempoMap: constantTempo(bpm),
    meters: [{ beat: 0, ...(parts.meter ?? { numerator: 4, denominator: 4 }) }],
    keys: [{ beat: 0, ...parts.key }],
    sections: [
      {
        id: 'sound',
        kind: 'verse',
        label: brief.loop ? 'Loop' : 'Sound',
        startBeat: 0,
        endBeat,
        energy: 0.7,
      },
    ],
    chords: Array.from({ length: passes }, (_, pass) =>
      chords.map((chord) => ({
        ...chord,
        startBeat: chord.startBeat + pass * passBeats,
        endBeat: chord.endBeat + pass * passBeats,
      })),
    ).flat(),
    tracks: parts.tracks,
    recordings: [],
    lyrics: '',
    mix: parts.mix,
    endBeat,
    tailSeconds: parts.tailSeconds,
    ...(passes > 1 ? { excerpt: { startSeconds: passSeconds, endSeconds: 2 * passSeconds } } : {}),
  }
}

function loopOf(
  brief: SoundBrief,
  reading: SoundPromptReading,
  seed: number,
  takeIndex: number,
  random: Random,
): ComposedSong {
  const { style } = reading
  const profile = profileFor(style)
  const chosen = chooseSettings(profile, style, takeIndex, random.fork('settings'))
  // Compound meters count dotted quarters as beats; a tempo given in figures is quarter notes here.
  const settings: SongSettings = { ...chosen, bpm: brief.bpm ?? chosen.bpm }
  const barSeconds = (settings.beatsPerBar * 60) / settings.bpm
  const most = Math.max(1, Math.floor(brief.maxDurationSeconds / barSeconds + 1e-6))
  const usual = barSeconds * 4 < SHORT_LOOP_SECONDS ? 8 : 4
  const wanted =
    reading.bars ??
    (style.durationSeconds === undefined ? usual : Math.round(style.durationSeconds / barSeconds))
  const bars = Math.min(most, LONGEST_LOOP_BARS, Math.max(1, wanted))
  const once = playLoop({ reading, settings, bars, takeIndex, random: random.fork('loop') })
  const passes = brief.loop ? PASSES : 1
  const passBeats = bars * settings.beatsPerBar
  const seconds = bars * barSeconds
  const music = once.tracks.map((track) => ({ ...track, notes: repeated(track.notes, passBeats, passes) }))
  const effects = reading.effects.slice(0, MOST_EFFECTS).map((recipe, index) =>
    effectTrack(
      recipe,
      { bpm: settings.bpm, seconds, passes, onBeat: true },
      {
        tonic: settings.key.tonic,
        gainDb: -9,
        pan: index % 2 === 0 ? -0.2 : 0.2,
        random: random.fork(`effect ${takeIndex} ${index}`),
      },
    ),
  )
  // One sound has the spectrum it has: there is no record to be like.
  const { spectrum: _, ...mix } = mixFor(profile.mix, style.mix)
  const score = scoreOf({
    brief,
    reading,
    seed,
    bpm: settings.bpm,
    key: settings.key,
    meter: settings.meter,
    genre: style.blend[0]!.profile.id,
    tracks: [...music, ...effects],
    chords: once.chords,
    mix: { ...mix, glue: passes > 1 ? 0 : mix.glue, targetLufs: LOOP_LUFS },
    seconds,
    passes,
    tailSeconds: brief.loop ? 0 : 2,
  })
  const warnings: StudioWarning[] = [
    ...once.unmet.map((name) => ({
      code: 'instrument_not_available',
      message: `"${name}" was asked for and refused at the same time, or is not available; it does not play`,
    })),
    ...(bars < wanted
      ? [
          {
            code: 'sound_shortened',
            message: `${wanted} bars were asked for; ${bars} fit into the ${Math.round(brief.maxDurationSeconds)} s a sound may last`,
          },
        ]
      : []),
    ...unheardStyle(reading),
  ]
  return composed(score, warnings, reading, [
    `${bars} bars of ${Math.round(settings.bpm * 10) / 10} bpm in ${keyName(settings.key)}`,
    ...score.tracks.map((track) => (track.kind === 'voice' ? track.singer : track.instrument)),
  ])
}

/** The notes of one pass, over and over; what rings past its end rings into the next. */
function repeated(notes: readonly Note[], passBeats: number, passes: number): Note[] {
  return Array.from({ length: passes }, (_, pass) =>
    notes.map((note) => ({ ...note, startBeat: note.startBeat + pass * passBeats })),
  ).flat()
}

function effectOf(
  brief: SoundBrief,
  reading: SoundPromptReading,
  seed: number,
  takeIndex: number,
  random: Random,
): ComposedSong {
  const effects = reading.effects.slice(0, MOST_EFFECTS)
  const first = effects[0]!
  const { style } = reading
  const askedBpm = style.bpm
  const bpm = askedBpm ?? USUAL_EFFECT_BPM
  const seconds = Math.max(
    ...(effects.some(({ kind }) => kind !== 'one-shot') && brief.loop
      ? effects.filter(({ kind }) => kind !== 'one-shot')
      : effects
    ).map((recipe) =>
      effectSeconds(recipe, {
        seconds: style.durationSeconds,
        loop: brief.loop,
        bpm: askedBpm,
        maxSeconds: brief.maxDurationSeconds,
      }),
    ),
  )
  const passes = brief.loop ? PASSES : 1
  const tonic = style.tonic
  const tracks = effects.map((recipe, index) =>
    effectTrack(
      recipe,
      { bpm, seconds, passes, onBeat: askedBpm !== undefined },
      {
        tonic,
        gainDb: index === 0 ? 0 : -3,
        pan: index === 0 ? 0 : index % 2 === 0 ? -0.3 : 0.3,
        random: random.fork(`effect ${takeIndex} ${index}`),
      },
    ),
  )
  const space = Math.max(...effects.map((recipe) => recipe.space))
  const isEven = effects.some(({ kind }) => kind === 'ambience')
  const score = scoreOf({
    brief,
    reading,
    seed,
    bpm,
    key: keyOf(style),
    genre: style.blend[0]!.profile.id,
    tracks,
    mix: dryMix(isEven ? AMBIENCE_LUFS : ONE_SHOT_LUFS, space),
    seconds,
    passes,
    tailSeconds: brief.loop ? 0 : isEven ? 0.2 : 0.3 + 2.2 * space,
  })
  return composed(score, effectDoubts(brief, reading, effects), reading, [
    `${effects.map(({ label }) => label).join(', ')}: ${Math.round(seconds * 100) / 100} s${brief.loop ? ' a pass' : ''}`,
    ...(reading.isGuess ? [`nearest to the words: ${first.label}`] : []),
  ])
}

/** What of a request an effect cannot honour. */
function effectDoubts(
  brief: SoundBrief,
  reading: SoundPromptReading,
  effects: readonly EffectRecipe[],
): StudioWarning[] {
  const warnings: StudioWarning[] = []
  if (reading.isGuess) {
    warnings.push({
      code: 'sound_not_known',
      message: `Nothing in "${brief.prompt.slice(0, 80)}" names a sound that is known here; the nearest is played: ${effects[0]!.label}`,
    })
  }
  if (reading.style.tonic !== undefined && effects.every(({ tunedMidi }) => tunedMidi === undefined)) {
    warnings.push({ code: 'key_not_used', message: `${effects[0]!.label} has no pitch that a key could set` })
  }
  const beatless = effects.every(({ kind }) => kind !== 'pulse')
  if (reading.style.bpm !== undefined && beatless && !brief.loop) {
    warnings.push({
      code: 'tempo_not_used',
      message: `${effects[0]!.label} has no beat that a tempo could set`,
    })
  }
  if (reading.effects.length > MOST_EFFECTS) {
    warnings.push({
      code: 'sound_shortened',
      message: `${reading.effects.length} effects were named; the first ${MOST_EFFECTS} are played`,
    })
  }
  return warnings
}

function strokeOf(
  brief: SoundBrief,
  reading: SoundPromptReading,
  seed: number,
  takeIndex: number,
  random: Random,
): ComposedSong {
  const { drum, kit } = reading.hit!
  const { stem } = instrumentById(kit)
  const bpm = reading.style.bpm ?? USUAL_EFFECT_BPM
  const ring = drum.key === 49 || drum.key === 51 ? 2.6 : drum.key === 46 ? 1 : 0.6
  const track: InstrumentTrack = {
    kind: 'instrument',
    id: drum.id,
    stem,
    instrument: kit,
    gainDb: 0,
    pan: 0,
    notes: [
      {
        startBeat: 0,
        durationBeats: 1,
        pitchMidi: drum.key,
        velocity: (9 + random.fork(`touch ${takeIndex}`).int(4)) / 12,
      },
    ],
  }
  const score = scoreOf({
    brief,
    reading,
    seed,
    bpm,
    key: keyOf(reading.style),
    genre: reading.style.blend[0]!.profile.id,
    tracks: [track],
    mix: dryMix(ONE_SHOT_LUFS, takeIndex % 2 === 0 ? 0 : 0.12),
    seconds: ring,
    passes: 1,
    tailSeconds: 0.15,
  })
  const warnings: StudioWarning[] =
    reading.style.tonic === undefined
      ? []
      : [{ code: 'key_not_used', message: `${drum.label} has no pitch that a key could set` }]
  return composed(score, warnings, reading, [`${drum.label} on ${instrumentById(kit).label}`])
}

/** One tone, or one chord of four, on the instrument asked for. */
function toneOf(
  brief: SoundBrief,
  reading: SoundPromptReading,
  seed: number,
  takeIndex: number,
  random: Random,
): ComposedSong {
  const { style } = reading
  const profile = profileFor(style)
  const wished =
    style.instruments[0]?.ids ??
    (reading.stab === 'chord' ? ['electric-piano', 'supersaw'] : ['grand-piano', 'pluck'])
  const instrument = instrumentById(wished[takeIndex % wished.length]!)
  const key = keyOf(style)
  const bpm = style.bpm ?? USUAL_EFFECT_BPM
  const middle = Math.round((instrument.lowMidi + instrument.highMidi) / 2)
  const root = middle - ((((middle - key.tonic) % 12) + 12) % 12)
  const steps = reading.stab === 'chord' ? (isMinorish(key) ? [0, 3, 7, 10] : [0, 4, 7, 11]) : [0]
  const length = random.fork(`length ${takeIndex}`).pick([0.5, 1, 1.5])
  const track: InstrumentTrack = {
    kind: 'instrument',
    id: instrument.id,
    stem: instrument.stem,
    instrument: instrument.id,
    gainDb: 0,
    pan: 0,
    notes: steps.map((step) => ({
      startBeat: 0,
      durationBeats: length,
      pitchMidi: root + step,
      velocity: 0.85,
    })),
  }
  // One sound has the spectrum it has: there is no record to be like.
  const { spectrum: _, ...mix } = mixFor(profile.mix, style.mix)
  const score = scoreOf({
    brief,
    reading,
    seed,
    bpm,
    key,
    genre: style.blend[0]!.profile.id,
    tracks: [track],
    chords: [],
    mix: { ...mix, targetLufs: ONE_SHOT_LUFS },
    seconds: (length * 60) / bpm,
    passes: 1,
    tailSeconds: 1.8,
  })
  return composed(score, unheardStyle(reading), reading, [`${reading.stab} on ${instrument.label}`])
}

function keyOf(style: SoundPromptReading['style']): Key {
  return { tonic: style.tonic ?? 0, mode: style.mode ?? 'major' }
}

/** Nothing but the effects' own sound, and a room where they have one. */
function dryMix(targetLufs: number, space: number): MixSettings {
  const sends = space > 0.02 ? { hall: -26 + 18 * space, room: -22 + 6 * space } : {}
  const strip = { gainDb: 0, sends }
  return { stems: { fx: strip, drums: strip, percussion: strip }, glue: 0, tone: [], targetLufs }
}

function unheardStyle({ style, effects }: SoundPromptReading): StudioWarning[] {
  const unheard = effects.length > 0 ? [] : style.notUnderstood
  return unheard.length === 0
    ? []
    : [
        {
          code: 'style_not_understood',
          message: `Not understood and not used: ${unheard.slice(0, 12).join(', ')}`,
        },
      ]
}

function composed(
  score: Score,
  warnings: readonly StudioWarning[],
  reading: SoundPromptReading,
  facts: readonly string[],
): ComposedSong {
  return {
    score,
    warnings,
    explanation: {
      sound: [
        `effects: ${reading.effects.map(({ id }) => id).join(', ') || 'none'}; parts: ${reading.parts.join(', ') || 'none'}`,
        ...facts,
      ],
    },
  }
}

/** The description as a title of at most 80 characters. */
function titleOf(prompt: string): string {
  const text = prompt.trim().replaceAll(/\s+/g, ' ').slice(0, 80)
  return text === '' ? 'Sound' : text.charAt(0).toUpperCase() + text.slice(1)
}

function tagsOf({ effects, hit, parts, style }: SoundPromptReading, loop: boolean): string {
  const words = [
    ...(loop ? ['loop'] : []),
    ...(hit ? [hit.drum.label.toLowerCase(), 'one-shot'] : []),
    ...effects.map(({ label }) => label.toLowerCase()),
    ...parts.filter((part) => part !== 'everything'),
    ...(parts.length > 0 || style.instruments.length > 0 ? style.tags.split(', ') : []),
  ]
  return [...new Set(words)].join(', ') || 'sound effect'
}
