import { Page } from '../../parts/page.js'

/** Song. */
export default function SongScene() {
  return <Page title="Song">{null}</Page>
}
