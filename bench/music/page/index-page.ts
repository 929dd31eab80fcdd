import { STEMS } from '../../../src/music/stems.js'
import type { MusicReport, TakeRow } from '../report.js'
import { STEM_COLOURS } from '../render/piano-roll.js'
import { takeFiles } from '../render/take-files.js'
import { faultsOf, type SummaryLine } from '../summary.js'
import { GUARD_RAIL_LABELS, GUARD_RAILS } from '../symbolic/human-reference.js'
import { PAGE_SCRIPT, PAGE_STYLE } from './page-assets.js'

/** The listening page: the summary, then every take with its player, pictures and figures. Needs nothing from outside. */
export function indexPage(report: MusicReport, summary: readonly SummaryLine[]): string {
  const performed = report.takes.filter(({ made }) => made).length
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Troubadour: ${report.takes.length} songs</title>
<style>${PAGE_STYLE}</style>
<h1>${report.takes.length} songs, ${performed} performed</h1>
<p><a href="report.json">report.json</a>${report.human ? ` · human reference: ${report.human.pieces} pieces` : ''}</p>
<table class="summary"><thead><tr><th>Topic<th>What<th>Figure<th>Goal</thead><tbody>
${summary.map(summaryRow).join('\n')}
</tbody></table>
<p class="legend">${STEMS.map((stem) => `<span><i style="background:${STEM_COLOURS[stem]}"></i>${stem}</span>`).join(' ')}</p>
<p class="bar"><label>Search <input id="search" type="search" placeholder="genre, prompt or fault"></label>
<label>Sort by <select id="sort"><option value="-1">the list</option>${FIGURES.map(({ label }, i) => `<option value="${i}">${label}</option>`).join('')}</select></label>
<label><input id="downward" type="checkbox"> largest first</label>
<label><input id="faulty" type="checkbox"> only songs with faults</label>
<label><input id="unheard" type="checkbox"> only songs without a verdict</label>
<label><input id="onward" type="checkbox" checked> play on to the next</label>
<button id="copy">Copy verdicts</button> <output id="shown"></output></p>
<p class="hint">Keys: <kbd>space</kbd> play or pause, <kbd>j</kbd> next, <kbd>k</kbd> the one before, <kbd>&larr;</kbd> <kbd>&rarr;</kbd> 10 seconds, <kbd>y</kbd> keep, <kbd>n</kbd> mend. Verdicts stay in this browser.</p>
<main id="takes">
${report.takes.map(takeCard).join('\n')}
</main>
<script>${PAGE_SCRIPT}</script>
</html>
`
}

function summaryRow({ topic, what, figure, goal, isMet }: SummaryLine): string {
  const mark = isMet === undefined ? '' : isMet ? ' class="met"' : ' class="missed"'
  return `<tr${mark}><td>${escape(topic)}<td>${escape(what)}<td>${escape(figure)}<td>${escape(goal)}`
}

interface Figure {
  readonly label: string
  /** Shown; also what songs are sorted by, numbers as numbers. */
  readonly cell: (take: TakeRow) => string
}

const figure = (value: number | undefined, digits: number): string =>
  value === undefined ? '' : value.toFixed(digits)

const FIGURES: readonly Figure[] = [
  { label: 'Family', cell: ({ prompt }) => escape(prompt.family) },
  { label: 'Heard as', cell: ({ heardFamily }) => escape(heardFamily ?? '') },
  { label: 'Faults', cell: (take) => String(faultsOf(take).length) },
  { label: 'Seconds', cell: ({ score, made }) => figure(made?.audio.seconds ?? score.seconds, 1) },
  { label: 'BPM heard', cell: ({ made }) => figure(made?.audio.tempo.bpm, 1) },
  { label: 'Key heard', cell: ({ made }) => escape(made?.audio.key.name ?? '') },
  { label: 'LUFS', cell: ({ made }) => figure(made?.audio.lufs, 2) },
  { label: 'Range LU', cell: ({ made }) => figure(made?.audio.rangeLu, 1) },
  { label: 'dBTP', cell: ({ made }) => figure(made?.audio.truePeakDbtp, 2) },
  { label: 'Clicks', cell: ({ made }) => figure(made?.audio.clicks.length, 0) },
  { label: 'Tilt dB', cell: ({ made }) => figure(made?.audio.spectrum.tiltDb, 1) },
  { label: 'Curve', cell: ({ made }) => escape(made?.audio.curve?.name ?? '') },
  { label: 'Off it, dB', cell: ({ made }) => figure(made?.audio.curve?.worstDb, 1) },
  { label: 'Side/mid', cell: ({ made }) => figure(made?.audio.spectrum.sideToMid, 2) },
  { label: 'Strong beats %', cell: ({ score }) => strongBeatCell(score.strongBeats) },
  ...GUARD_RAILS.map((rail): Figure => ({
    label: GUARD_RAIL_LABELS[rail],
    cell: ({ rails, outside }) =>
      rails ? `<span${outside!.includes(rail) ? ' class="out"' : ''}>${rails[rail].toFixed(2)}</span>` : '',
  })),
]

function strongBeatCell({ judged, good }: TakeRow['score']['strongBeats']): string {
  return judged === 0 ? '' : ((100 * good) / judged).toFixed(1)
}

function takeCard(take: TakeRow): string {
  const { prompt, takeIndex, title, made, score, seed } = take
  const files = takeFiles(take)
  const link = (path: string): string => path.split(/[\\/]/).map(encodeURIComponent).join('/')
  const faults = faultsOf(take)
  const media = made
    ? `<audio controls preload="none" src="${link(files.mp3)}"></audio>
<img loading="lazy" width="900" height="220" alt="Spectrogram" src="${link(files.spectrogram)}"><img loading="lazy" width="900" height="220" alt="Piano roll" src="${link(files.pianoRoll)}">
<small><a href="${link(files.mp3)}">MP3</a> · <a href="${link(files.midi)}">MIDI</a> · <a href="${link(files.figures)}">figures</a></small>`
    : ''
  return `<article data-faults="${faults.length}" data-key="${prompt.id}/${takeIndex + 1}/${seed}">
<div><h2>${prompt.id} · take ${takeIndex + 1} <cite>${escape(title)}</cite> <small>${escape(score.genre)}, seed ${seed}</small></h2>
<p>${escape(prompt.text)}</p>
${media}</div>
<div><p class="verdict"><button data-verdict="keep">keep</button> <button data-verdict="mend">mend</button> <input aria-label="Note on this song" placeholder="what to mend"></p>
${faults.length > 0 ? `<ul>${faults.map((fault) => `<li>${escape(fault)}`).join('')}</ul>` : ''}
<dl>${FIGURES.map(({ label, cell }) => `<div><dt>${label}<dd>${cell(take)}</div>`).join('')}</dl></div>
</article>`
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
