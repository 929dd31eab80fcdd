import type { FastifyInstance } from 'fastify'
import type { ApiConfig } from './deps.js'

/** `/`: what this is and how to make the first song. */
export function indexPage(app: FastifyInstance, config: ApiConfig): void {
  app.get('/', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .send(page(config.publicUrl(), config.version)),
  )
}

function page(publicUrl: string, version: string): string {
  const body = JSON.stringify({
    prompt: 'A calm folk song about the first snow',
    customMode: false,
    instrumental: false,
    model: 'V5',
    callBackUrl: 'https://example.com/callback',
  })
  const curl = `curl ${publicUrl}/api/v1/generate -H 'Authorization: Bearer YOUR_KEY' -H 'Content-Type: application/json' -d '${body}'`
  const poll = `curl '${publicUrl}/api/v1/generate/record-info?taskId=TASK_ID' -H 'Authorization: Bearer YOUR_KEY'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Troubadour</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; color: #222; background: #fff }
pre { background: #f3f3f3; padding: .8rem; white-space: pre-wrap; overflow-wrap: anywhere }
a { color: #0550ae }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818 } pre { background: #262626 } a { color: #79b8ff } }
</style>
</head>
<body>
<main>
<h1>Troubadour ${escapeHtml(version)}</h1>
<p>This server composes and performs songs on an ordinary CPU and speaks the Suno API: clients made for that API need
only another base URL. It is running. The API key was printed when it started.</p>
<h2>Make a song</h2>
<pre>${escapeHtml(curl)}</pre>
<p>The answer holds a <code>taskId</code>. Ask how far it is, and where to listen:</p>
<pre>${escapeHtml(poll)}</pre>
<h2>More</h2>
<ul>
<li><a href="/docs">API reference</a></li>
<li><a href="/openapi.json">OpenAPI 3.1 document</a></li>
<li><a href="/readyz">Readiness</a> and <a href="/metrics">metrics</a></li>
</ul>
</main>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
