import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressAssets } from './compress-assets.js'
import { preloadFont } from './preload-font.js'

/** What belongs to the server; everything else is a page of the console. */
const SERVER_PATHS = [
  '/api',
  '/troubadour',
  '/media',
  '/stream',
  '/inspect',
  '/docs',
  '/guide',
  '/openapi.json',
  '/readyz',
  '/metrics',
]
/** The server that `npm run dev -w console` talks to. */
const server = process.env['TROUBADOUR_URL'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), preloadFont(), compressAssets()],
  resolve: { conditions: ['source', 'module', 'browser', 'import', 'default'] },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // The content security policy allows no data: scripts and few data: images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(SERVER_PATHS.map((path) => [path, { target: server }])),
  },
})
