import { Page } from '../../parts/page.js'

/** Library. */
export default function LibraryScene() {
  return <Page title="Library">{null}</Page>
}
