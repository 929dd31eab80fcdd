import type { Plugin } from 'vite'

/** The letters of nearly every word on the first screen. */
const FONT = /^assets\/instrument-sans-latin-wght-normal-.*\.woff2$/

/**
 * Has browsers fetch the text font beside the first script instead of after the styles: the page is not drawn in another
 * font first, whose wider letters would break lines elsewhere and make everything jump.
 */
export function preloadFont(): Plugin {
  return {
    name: 'preload-font',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        // The development server has no bundle and no need.
        if (!bundle) return html
        const file = Object.keys(bundle).find((name) => FONT.test(name))
        if (file === undefined)
          throw new Error('the text font is not among the built files; see FONT in preload-font.ts')
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: true }
        return { html, tags: [{ tag: 'link', attrs, injectTo: 'head' as const }] }
      },
    },
  }
}
