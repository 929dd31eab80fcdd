/** Style of the listening page. */
export const PAGE_STYLE = `
:root { color-scheme: dark; --line: #2a3040; --soft: #9aa4b5; --good: #7fdc9c; --bad: #ff9d8a; }
body { margin: 1.5rem; background: #0b0d12; color: #e8ecf3; font: 14px/1.45 system-ui, sans-serif; }
a { color: #7fb2ff; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
.met td:nth-child(3) { color: var(--good); }
.missed td:nth-child(3)::before { content: "missed: "; }
.missed td:nth-child(3), .out { color: var(--bad); }
.legend i { display: inline-block; width: .8em; height: .8em; margin-right: .3em; border-radius: 2px; }
.legend span { margin-right: .8em; }
.bar { position: sticky; top: 0; z-index: 1; margin: 0 -1.5rem; padding: .5rem 1.5rem; background: #161a23; }
.bar label { margin-right: 1rem; }
.hint { color: var(--soft); }
article { display: grid; grid-template-columns: minmax(0, 900px) minmax(260px, 1fr); gap: 0 1.2rem; padding: .8rem; border-top: 1px solid var(--line); }
article[hidden] { display: none; }
article.now { background: #121722; }
article h2 { margin: 0; font-size: 1rem; }
article h2 small, article p { color: var(--soft); font-weight: 400; }
article p { margin: .2rem 0; }
article audio { width: 100%; height: 36px; }
article img { display: block; width: 100%; height: auto; margin-top: 2px; }
article ul { margin: .3rem 0; padding-left: 1.2rem; color: var(--bad); }
article dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(110px, 1fr)); gap: .3rem .8rem; margin: .4rem 0; }
article dt { color: var(--soft); font-size: .8rem; }
article dd { margin: 0; }
article dl div:has(dd:empty) { display: none; }
.verdict input { width: 60%; }
[data-verdict][aria-pressed=true] { outline: 2px solid var(--good); }
[data-verdict=mend][aria-pressed=true] { outline-color: var(--bad); }
@media (max-width: 1100px) { article { grid-template-columns: minmax(0, 1fr); } }
`

/** Sorting, searching, playing one song after the other, and keeping what the listener thinks of each. */
export const PAGE_SCRIPT = `
const list = document.getElementById('takes')
const written = [...list.children]
const cards = () => [...list.children]
const shown = () => cards().filter((card) => !card.hidden)
const byId = (id) => document.getElementById(id)

const STORE = 'verdicts ' + location.pathname
const verdicts = JSON.parse(localStorage.getItem(STORE) ?? '{}')
const keep = (card, change) => {
  const { key } = card.dataset
  verdicts[key] = { ...verdicts[key], ...change }
  localStorage.setItem(STORE, JSON.stringify(verdicts))
  show(card)
}
const show = (card) => {
  const { verdict, note } = verdicts[card.dataset.key] ?? {}
  for (const button of card.querySelectorAll('[data-verdict]'))
    button.setAttribute('aria-pressed', String(button.dataset.verdict === verdict))
  const input = card.querySelector('.verdict input')
  if (input.value !== (note ?? '')) input.value = note ?? ''
}
const judge = (card, verdict) =>
  keep(card, { verdict: verdicts[card.dataset.key]?.verdict === verdict ? undefined : verdict })
written.forEach(show)
list.addEventListener('click', (event) => {
  const button = event.target.closest('[data-verdict]')
  if (button) judge(button.closest('article'), button.dataset.verdict)
})
list.addEventListener('input', (event) => keep(event.target.closest('article'), { note: event.target.value }))
byId('copy').addEventListener('click', () => void navigator.clipboard.writeText(JSON.stringify(verdicts, null, 2)))

const valueOf = (card, index) => {
  const text = card.querySelectorAll('dd')[index].textContent.trim()
  return text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text
}
const sort = () => {
  const index = Number(byId('sort').value)
  const sign = byId('downward').checked ? -1 : 1
  list.append(...(index < 0 ? written : written.toSorted((a, b) => {
    const [x, y] = [valueOf(a, index), valueOf(b, index)]
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)))
  })))
}
const filter = () => {
  const words = byId('search').value.toLowerCase().split(/\\s+/).filter(Boolean)
  for (const card of cards()) {
    const text = card.textContent.toLowerCase()
    card.hidden =
      !words.every((word) => text.includes(word)) ||
      (byId('faulty').checked && card.dataset.faults === '0') ||
      (byId('unheard').checked && verdicts[card.dataset.key]?.verdict !== undefined)
  }
  byId('shown').textContent = shown().length + ' songs'
}
for (const id of ['sort', 'downward']) byId(id).addEventListener('change', sort)
for (const id of ['search', 'faulty', 'unheard']) byId(id).addEventListener('input', filter)
filter()

let now
const turnTo = (card) => {
  if (!card) return
  now?.classList.remove('now')
  now = card
  now.classList.add('now')
  now.scrollIntoView({ block: 'center' })
}
const play = (card) => {
  turnTo(card)
  void card?.querySelector('audio')?.play()
}
const beside = (step) => {
  const order = shown()
  return now ? order[order.indexOf(now) + step] : order[0]
}
document.addEventListener('play', (event) => {
  for (const player of document.querySelectorAll('audio')) if (player !== event.target) player.pause()
  const card = event.target.closest('article')
  if (card !== now) turnTo(card)
}, true)
document.addEventListener('ended', () => {
  if (byId('onward').checked) play(beside(1))
}, true)
document.addEventListener('keydown', (event) => {
  if (event.target.closest('input, select, textarea, button') || event.ctrlKey || event.metaKey || event.altKey) return
  const player = now?.querySelector('audio')
  const deeds = {
    ' ': () => (!player ? play(beside(1)) : player.paused ? void player.play() : player.pause()),
    j: () => play(beside(1)),
    k: () => play(beside(-1)),
    ArrowLeft: () => player && (player.currentTime -= 10),
    ArrowRight: () => player && (player.currentTime += 10),
    y: () => now && judge(now, 'keep'),
    n: () => now && judge(now, 'mend'),
  }
  if (!deeds[event.key]) return
  event.preventDefault()
  deeds[event.key]()
})
`
