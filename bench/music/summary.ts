import type { MusicReport, TakeRow } from './report.js'
import { GUARD_RAIL_LABELS, GUARD_RAILS } from './symbolic/human-reference.js'

/** One figure of the report with what it should be. */
export interface SummaryLine {
  readonly topic: string
  readonly what: string
  readonly figure: string
  readonly goal: string
  /** Absent where there is no goal. */
  readonly isMet?: boolean
}

/** The report in a table: what was measured, over how many songs, and whether it is good enough. */
export function summarise(report: MusicReport): SummaryLine[] {
  return [
    ...guardRailLines(report),
    ...ruleLines(report),
    ...takeLines(report),
    ...askedLines(report),
    ...soundLines(report),
    ...genreLines(report),
    ...speedLines(report),
  ]
}

function guardRailLines({ human, takes }: MusicReport): SummaryLine[] {
  if (!human) return []
  return GUARD_RAILS.map((rail) => {
    const { low, high } = human.ranges[rail]
    return share(
      'human range',
      `${GUARD_RAIL_LABELS[rail]}, ${low.toFixed(2)} to ${high.toFixed(2)}`,
      takes.map(({ outside }) => !outside!.includes(rail)),
      90,
    )
  })
}

function ruleLines({ takes }: MusicReport): SummaryLine[] {
  const judged = total(takes, ({ score }) => score.strongBeats.judged)
  const good = total(takes, ({ score }) => score.strongBeats.good)
  const chorales = takes.flatMap(({ score }) => score.parallels ?? [])
  const parallelCount = chorales.reduce((sum, { fifths, octaves }) => sum + fifths + octaves, 0)
  const motions = chorales.reduce((sum, parallel) => sum + parallel.motions, 0)
  const empty = total(takes, ({ score }) => score.emptyBars.length)
  const onStrong = (100 * good) / Math.max(1, judged)
  return [
    {
      topic: 'rules',
      what: `strong-beat melody notes consonant or resolved, of ${judged}`,
      figure: `${onStrong.toFixed(2)} %`,
      goal: '>= 97 %',
      isMet: onStrong >= 97,
    },
    {
      topic: 'rules',
      what: `parallel fifths and octaves in ${chorales.length} chorale-like songs, of ${motions} motions`,
      figure: String(parallelCount),
      goal: '0',
      isMet: parallelCount === 0,
    },
    {
      topic: 'rules',
      what: 'empty bars outside planned breaks',
      figure: String(empty),
      goal: '0',
      isMet: empty === 0,
    },
  ]
}

/** Below this, takes can hardly be told apart by that trait. */
const TOO_NEAR = 0.1

function takeLines({ pairs }: MusicReport): SummaryLine[] {
  if (pairs.length === 0) return []
  return (['groove', 'melody', 'orchestration'] as const).map((trait) => {
    const values = pairs.map((pair) => pair[trait]).toSorted((a, b) => a - b)
    const near = values.filter((value) => value < TOO_NEAR).length
    return {
      topic: 'takes',
      what: `distance in ${trait}: least, median; pairs below ${TOO_NEAR}`,
      figure: `${values[0]!.toFixed(2)}, ${values[values.length >> 1]!.toFixed(2)}; ${near} of ${values.length}`,
      goal: 'none below',
      isMet: near === 0,
    }
  })
}

const ASKED = ['tempo', 'key', 'meter', 'length', 'instruments', 'silent'] as const

function askedLines({ takes }: MusicReport): SummaryLine[] {
  const written = ASKED.flatMap((wish) => {
    const answers = takes.flatMap(({ score }) => score.asked[wish] ?? [])
    return answers.length > 0 ? [share('asked, in the score', wish, answers, 100)] : []
  })
  const heard = (what: string, answers: readonly boolean[], goal: number): SummaryLine[] =>
    answers.length > 0 ? [share('asked, heard', what, answers, goal)] : []
  const audio = takes.flatMap(({ made }) => made?.audio ?? [])
  const relations = audio.flatMap(({ key }) => key.relation ?? [])
  return [
    ...written,
    ...heard(
      'tempo within 1 %',
      audio.flatMap(({ tempo }) => tempo.isHeard ?? []),
      100,
    ),
    ...heard(
      'key',
      relations.map((relation) => relation === 'same'),
      95,
    ),
    ...heard(
      'key or its relative',
      relations.map((relation) => relation === 'same' || relation === 'relative'),
      95,
    ),
    ...heard(
      'meter',
      audio.flatMap(({ meter }) => meter.isHeard ?? []),
      95,
    ),
    ...heard(
      'instruments present in their stems',
      audio.flatMap(({ instrumentsHeard }) => instrumentsHeard ?? []),
      100,
    ),
    ...heard(
      'stems asked to be silent',
      audio.flatMap(({ silentHeard }) => silentHeard ?? []),
      100,
    ),
    ...heard(
      'length within a bar',
      audio.flatMap(({ lengthMet }) => lengthMet ?? []),
      100,
    ),
  ]
}

function soundLines({ takes }: MusicReport): SummaryLine[] {
  const audio = takes.flatMap(({ made }) => made?.audio ?? [])
  if (audio.length === 0) return []
  const line = (what: string, answers: readonly boolean[]): SummaryLine => share('sound', what, answers, 100)
  const ranges = audio.map(({ rangeLu }) => rangeLu).toSorted((a, b) => a - b)
  const rangeAt = (part: number): string => ranges[Math.round(part * (ranges.length - 1))]!.toFixed(1)
  return [
    {
      topic: 'sound',
      what: 'loudness range: least, median, most',
      figure: `${rangeAt(0)}, ${rangeAt(0.5)}, ${rangeAt(1)} LU`,
      goal: '',
    },
    line(
      '-14 LUFS within 0.5',
      audio.map(({ lufs }) => Math.abs(lufs + 14) <= 0.5),
    ),
    line(
      'true peak up to -1 dBTP, of the MP3 decoded',
      audio.map(({ truePeakDbtp }) => truePeakDbtp <= -1),
    ),
    line(
      'no clicks',
      audio.map(({ clicks }) => clicks.length === 0),
    ),
    line(
      'DC below -80 dBFS',
      audio.map(({ dcDbfs }) => dcDbfs < -80),
    ),
    line(
      'octave bands 63 Hz to 8 kHz within 3 dB of the reference curve',
      audio.flatMap(({ curve }) => (curve ? [curve.worstDb <= 3] : [])),
    ),
    line(
      'side below 0.8 of mid',
      audio.map(({ spectrum }) => spectrum.sideToMid < 0.8),
    ),
    line(
      'no band loses more than 6 dB in mono',
      audio.map(({ spectrum }) => Math.max(...spectrum.monoLossDb) <= 6),
    ),
  ]
}

function genreLines({ takes }: MusicReport): SummaryLine[] {
  const named = takes.filter(({ heardFamily }) => heardFamily !== undefined)
  if (named.length === 0) return []
  return [
    share(
      'genres',
      'family named by the nearest neighbours, its own prompt left out',
      named.map(({ heardFamily, prompt }) => heardFamily === prompt.family),
      75,
    ),
  ]
}

function speedLines({ takes }: MusicReport): SummaryLine[] {
  const composing = takes.map(({ composeMilliseconds }) => composeMilliseconds).toSorted((a, b) => a - b)
  const speeds = takes.flatMap(({ made }) => made?.timesRealTime ?? []).toSorted((a, b) => a - b)
  return [
    {
      topic: 'speed',
      what: 'composing, median (of whatever else the machine was doing)',
      figure: `${(composing[composing.length >> 1] ?? 0).toFixed(0)} ms`,
      goal: '< 300 ms',
    },
    ...(speeds.length > 0
      ? [
          {
            topic: 'speed',
            what: 'performing and mastering, median',
            figure: `${speeds[speeds.length >> 1]!.toFixed(1)}x real time`,
            goal: '>= 30x',
          },
        ]
      : []),
  ]
}

function share(topic: string, what: string, answers: readonly boolean[], goalPercent: number): SummaryLine {
  const good = answers.filter(Boolean).length
  const percent = (100 * good) / Math.max(1, answers.length)
  return {
    topic,
    what,
    figure: `${percent.toFixed(1)} % (${good} of ${answers.length})`,
    goal: goalPercent === 100 ? '100 %' : `>= ${goalPercent} %`,
    isMet: percent >= goalPercent,
  }
}

function total(takes: readonly TakeRow[], of: (take: TakeRow) => number): number {
  return takes.reduce((sum, take) => sum + of(take), 0)
}

/** What is wrong with a take, in words, for the page and the report. */
export function faultsOf({ score, outside, made, heardFamily, prompt }: TakeRow): string[] {
  const faults = [...score.asked.faults]
  if (score.genre !== prompt.genre) faults.push(`read as ${score.genre} instead of ${prompt.genre}`)
  for (const rail of outside ?? []) faults.push(`outside the human range: ${GUARD_RAIL_LABELS[rail]}`)
  const { judged, good } = score.strongBeats
  if (good < 0.97 * judged)
    faults.push(`${judged - good} of ${judged} strong-beat notes neither consonant nor resolved`)
  if (score.parallels && score.parallels.fifths + score.parallels.octaves > 0)
    faults.push(`${score.parallels.fifths} parallel fifths, ${score.parallels.octaves} octaves`)
  if (score.emptyBars.length > 0) faults.push(`empty bars: ${score.emptyBars.join(', ')}`)
  if (!made) return faults
  const { tempo, key, meter, spectrum, curve, ...audio } = made.audio
  if (tempo.isHeard === false)
    faults.push(`heard at ${tempo.bpm.toFixed(1)} or ${tempo.secondBpm?.toFixed(1) ?? 'no'} bpm`)
  if (key.relation && key.relation !== 'same') faults.push(`heard in ${key.name} (${key.relation})`)
  if (meter.isHeard === false)
    faults.push(`bars heard as ${meter.barBeats} beats, tripleness ${meter.tripleness.toFixed(2)}`)
  if (audio.instrumentsHeard === false) faults.push('an asked instrument is not heard')
  if (audio.silentHeard === false) faults.push('a stem that should be silent is heard')
  if (audio.lengthMet === false) faults.push(`${audio.seconds.toFixed(1)} s long`)
  if (Math.abs(audio.lufs + 14) > 0.5) faults.push(`${audio.lufs.toFixed(2)} LUFS`)
  if (audio.truePeakDbtp > -1) faults.push(`${audio.truePeakDbtp.toFixed(2)} dBTP`)
  if (audio.clicks.length > 0)
    faults.push(`${audio.clicks.length} clicks, the first at ${audio.clicks[0]!.seconds.toFixed(3)} s`)
  if (audio.dcDbfs >= -80) faults.push(`DC ${audio.dcDbfs.toFixed(1)} dBFS`)
  if (curve && curve.worstDb > 3) faults.push(`${curve.worstDb.toFixed(1)} dB off the "${curve.name}" curve`)
  if (spectrum.sideToMid >= 0.8) faults.push(`side ${spectrum.sideToMid.toFixed(2)} of mid`)
  if (Math.max(...spectrum.monoLossDb) > 6)
    faults.push(`a band loses ${Math.max(...spectrum.monoLossDb).toFixed(1)} dB in mono`)
  if (heardFamily !== undefined && heardFamily !== prompt.family) faults.push(`sounds like ${heardFamily}`)
  return faults
}
