/** Style of the listening page. */
export const PAGE_STYLE = `
:root { color-scheme: dark; --line: #2a3040; --soft: #9aa4b5; }
body { margin: 1.5rem; background: #0b0d12; color: #e8ecf3; font: 14px/1.45 system-ui, sans-serif; }
a { color: #7fb2ff; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
.scroll { overflow-x: auto; }
#takes th { position: sticky; top: 0; background: #161a23; z-index: 1; }
#takes th button { all: unset; cursor: pointer; font-weight: 600; }
#takes th button:focus-visible { outline: 2px solid #7fb2ff; }
#takes th[aria-sort=ascending] button::after { content: " \\2191"; }
#takes th[aria-sort=descending] button::after { content: " \\2193"; }
.met td:nth-child(3) { color: #7fdc9c; }
.missed td:nth-child(3)::before { content: "missed: "; }
.missed td:nth-child(3), .out { color: #ff9d8a; }
.song { width: 900px; }
.song p { margin: .2rem 0; color: var(--soft); }
.song audio { width: 100%; height: 36px; }
.song img { display: block; margin-top: 2px; }
.song ul { margin: .3rem 0; padding-left: 1.2rem; color: #ff9d8a; }
.legend i { display: inline-block; width: .8em; height: .8em; margin-right: .3em; border-radius: 2px; }
.legend span { margin-right: .8em; }
label { margin-right: 1rem; }
`

/** Sorting, searching, and playing one song after the other. */
export const PAGE_SCRIPT = `
const table = document.getElementById('takes')
const body = table.tBodies[0]
const rows = () => [...body.rows]
table.tHead.addEventListener('click', (event) => {
  const head = event.target.closest('th')
  if (!head) return
  const column = head.cellIndex
  const isUp = head.getAttribute('aria-sort') !== 'ascending'
  for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort')
  head.setAttribute('aria-sort', isUp ? 'ascending' : 'descending')
  const value = (row) => {
    const text = row.cells[column].textContent.trim()
    return text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text
  }
  body.append(...rows().sort((a, b) => {
    const [x, y] = [value(a), value(b)]
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y))
    return isUp ? order : -order
  }))
})
const search = document.getElementById('search')
const faulty = document.getElementById('faulty')
const filter = () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  let shown = 0
  for (const row of rows()) {
    const text = row.textContent.toLowerCase()
    row.hidden = !words.every((word) => text.includes(word)) || (faulty.checked && row.dataset.faults === '0')
    if (!row.hidden) shown++
  }
  document.getElementById('shown').textContent = shown + ' songs'
}
search.addEventListener('input', filter)
faulty.addEventListener('change', filter)
filter()
document.addEventListener('play', (event) => {
  for (const player of document.querySelectorAll('audio')) if (player !== event.target) player.pause()
}, true)
document.addEventListener('ended', (event) => {
  if (!document.getElementById('onward').checked) return
  const players = rows().filter((row) => !row.hidden).map((row) => row.querySelector('audio')).filter(Boolean)
  const next = players[players.indexOf(event.target) + 1]
  if (!next) return
  next.scrollIntoView({ block: 'center' })
  void next.play()
}, true)
`
