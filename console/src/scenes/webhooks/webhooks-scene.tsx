import { useSearchParams } from 'wouter'
import { Page } from '../../parts/page.js'
import { Tabs } from '../../parts/tabs.js'
import { Deliveries } from './deliveries.js'
import { Inspector } from './inspector.js'
import { Secrets } from './secrets.js'
import { TestEvent } from './test-event.js'

const TABS = [
  { value: 'deliveries', label: 'Deliveries', content: () => <Deliveries /> },
  { value: 'inspector', label: 'Inspector', content: () => <Inspector /> },
  { value: 'test', label: 'Test event', content: () => <TestEvent /> },
  { value: 'secrets', label: 'Secrets', content: () => <Secrets /> },
] as const

/** Callbacks: what became of them, a place to see them arrive, and what signs them. */
export default function WebhooksScene() {
  const [search, setSearch] = useSearchParams()
  const tab = TABS.find(({ value }) => value === search.get('tab')) ?? TABS[0]
  return (
    <Page
      title="Webhooks"
      description="The server calls the URL of a request back as its task gets on. Here is every call, and what was answered."
    >
      <Tabs
        label="Webhooks"
        value={tab.value}
        tabs={TABS}
        onChange={(value) => setSearch(value === 'deliveries' ? {} : { tab: value }, { replace: true })}
      />
    </Page>
  )
}
