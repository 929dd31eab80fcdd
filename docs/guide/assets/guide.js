// What pages can do beyond reading; every one of them is whole without it.

/** The language chosen once is chosen everywhere. */
const LANGUAGE = 'troubadour-guide-language'
function chooseLanguage(language) {
  for (const input of document.querySelectorAll('.snippets > input')) {
    if (input.value === language) input.checked = true
  }
}
chooseLanguage(localStorage.getItem(LANGUAGE))
document.addEventListener('change', ({ target }) => {
  if (!target.matches('.snippets > input')) return
  localStorage.setItem(LANGUAGE, target.value)
  chooseLanguage(target.value)
})

/** Copies a block of code. */
for (const block of document.querySelectorAll('pre')) {
  const button = document.createElement('button')
  button.className = 'copy'
  button.type = 'button'
  button.textContent = 'Copy'
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(block.querySelector('code').textContent)
    button.textContent = 'Copied'
    setTimeout(() => (button.textContent = 'Copy'), 1500)
  })
  block.append(button)
}

/** One sound at a time. */
document.addEventListener(
  'play',
  ({ target }) => {
    for (const audio of document.querySelectorAll('audio')) if (audio !== target) audio.pause()
  },
  true,
)

/** On a phone the contents are closed until they are wanted. */
const contents = document.querySelector('.contents details')
if (matchMedia('(max-width: 50rem)').matches) contents.open = false

/** Results below the field while somebody types; Enter leads to the page of results. */
const form = document.querySelector('header form')
const found = document.createElement('div')
found.className = 'found'
found.setAttribute('role', 'status')
found.hidden = true
form.append(found)
let asked = 0
form.q.addEventListener('input', async () => {
  const query = form.q.value.trim()
  const turn = ++asked
  if (query.length < 2) {
    found.hidden = true
    return
  }
  const answer = await fetch(`/guide/search?q=${encodeURIComponent(query)}`)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (turn !== asked) return
  found.replaceChildren(page.querySelector('.results') ?? page.querySelector('main p'))
  found.hidden = false
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') found.hidden = true
  if (event.key === '/' && !event.target.matches('input, textarea')) {
    event.preventDefault()
    form.q.focus()
  }
})
