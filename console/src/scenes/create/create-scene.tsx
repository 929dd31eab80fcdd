import { Page } from '../../parts/page.js'

/** Create. */
export default function CreateScene() {
  return <Page title="Create">{null}</Page>
}
