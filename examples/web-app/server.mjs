// A web app in one file: a page that asks for a song, and a server that keeps the key, starts the task, hears the
// callbacks and tells the page how far it is. Standard library only.
//
//   TROUBADOUR_URL=http://127.0.0.1:3000 TROUBADOUR_API_KEY=… node server.mjs
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'

const API = process.env.TROUBADOUR_URL ?? 'http://127.0.0.1:3000'
const KEY = process.env.TROUBADOUR_API_KEY ?? 'sk-test-web-app'
const PORT = Number(process.env.PORT ?? 8000)
/** Where the music server reaches this one. */
const SELF = process.env.SELF_URL ?? `http://127.0.0.1:${PORT}`

/** What is known of each song: taskId → { stage, songs }. */
const known = new Map()

async function api(path, body) {
  const response = await fetch(API + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  })
  const { code, msg, data } = await response.json()
  if (code !== 200) throw new Error(`${code}: ${msg}`)
  return data
}

/** Only what the page needs: the key stays here. */
const shown = (song) => ({
  title: song.title,
  url: song.audio_url || song.stream_audio_url,
  image: song.image_url,
  lyrics: song.prompt,
})

const routes = {
  'GET /': async (_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(await readFile(new URL('page.html', import.meta.url)))
  },
  'POST /songs': async (request, response) => {
    const { idea } = JSON.parse(await text(request))
    const { taskId } = await api('/api/v1/generate', {
      prompt: String(idea).slice(0, 500),
      customMode: false,
      instrumental: false,
      model: 'V5',
      callBackUrl: `${SELF}/callback`,
    })
    if (!known.has(taskId)) known.set(taskId, { stage: 'waiting', songs: [] })
    response.end(JSON.stringify({ taskId }))
  },
  'GET /songs': async (request, response) => {
    const taskId = new URL(request.url, SELF).searchParams.get('id')
    response.end(JSON.stringify(known.get(taskId) ?? { stage: 'unknown', songs: [] }))
  },
  'POST /callback': async (request, response) => {
    const { code, msg, data } = JSON.parse(await text(request))
    const stage = code === 200 ? data.callbackType : `failed: ${msg}`
    known.set(data.task_id, { stage, songs: (data.data ?? []).map(shown) })
    response.end('{"status":"received"}')
  },
}

createServer(async (request, response) => {
  const route = routes[`${request.method} ${request.url.split('?')[0]}`]
  response.setHeader('content-type', 'application/json')
  try {
    if (route) await route(request, response)
    else response.writeHead(404).end('{}')
  } catch (error) {
    response.writeHead(502).end(JSON.stringify({ error: error.message }))
  }
}).listen(PORT, '127.0.0.1', () => console.log(`The app is at http://127.0.0.1:${PORT}`))
