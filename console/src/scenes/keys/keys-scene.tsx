import { useSearchParams } from 'wouter'
import { Badge } from '../../parts/badge.js'
import { Facts } from '../../parts/code-block.js'
import { formatCredits } from '../../parts/formats.js'
import { Skeleton } from '../../parts/notices.js'
import { Page, Panel } from '../../parts/page.js'
import { Tabs } from '../../parts/tabs.js'
import { useMay, useMe } from '../../server/me.js'
import { Accounts } from './accounts.js'
import { Keys } from './keys.js'
import { Usage } from './usage.js'

const USAGE = { value: 'usage', label: 'Usage', content: () => <Usage /> } as const
const TABS = [
  { value: 'keys', label: 'Keys', content: () => <Keys /> },
  USAGE,
  { value: 'accounts', label: 'Accounts', content: () => <Accounts /> },
] as const

/** Keys for administrators, and everybody's own use. */
export default function KeysScene() {
  const mayManage = useMay('admin')
  const [search, setSearch] = useSearchParams()
  const tab = TABS.find(({ value }) => value === search.get('tab')) ?? TABS[0]
  return (
    <Page title="Keys and usage" description="Who may use this server, and what they have spent.">
      <Mine />
      {mayManage === undefined ? (
        <Skeleton />
      ) : mayManage ? (
        <Tabs
          label="Keys and usage"
          value={tab.value}
          tabs={TABS}
          onChange={(value) => setSearch(value === 'keys' ? {} : { tab: value }, { replace: true })}
        />
      ) : (
        <Usage />
      )}
    </Page>
  )
}

/** The key that is signed in. */
function Mine() {
  const me = useMe()
  if (!me.data) return null
  const { keyName, hint, scopes, sandbox, credits } = me.data
  return (
    <Panel title="Signed in with">
      <Facts
        facts={[
          ['Key', keyName || '–'],
          ['Begins and ends', <code>{hint || '–'}</code>],
          [
            'May',
            <>
              {scopes.join(', ')} {sandbox && <Badge>sandbox</Badge>}
            </>,
          ],
          ['Left', formatCredits(credits)],
        ]}
      />
    </Panel>
  )
}
