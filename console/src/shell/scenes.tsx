import { Component, Suspense, type ReactNode } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { ButtonLink } from '../parts/button.js'
import { Empty, ErrorNotice, Loading } from '../parts/notices.js'
import { Page } from '../parts/page.js'
import { SCENES } from '../routes.js'

/** The scene of the address. */
export function Scenes() {
  const [location] = useLocation()
  return (
    <SceneBoundary key={location}>
      <Suspense fallback={<Loading />}>
        <Switch>
          {SCENES.map(({ path, component }) => (
            <Route key={path} path={path} component={component} />
          ))}
          <Route>
            <Page title="Nothing here">
              <Empty title="This page does not exist" action={<ButtonLink to="/">Create a song</ButtonLink>}>
                The address may be mistyped, or what it showed was deleted.
              </Empty>
            </Page>
          </Route>
        </Switch>
      </Suspense>
    </SceneBoundary>
  )
}

/** A fault in one scene leaves the others and the player working. */
class SceneBoundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <Page title="Something went wrong">
        <ErrorNotice
          error={this.state.error}
          title="This page has a fault"
          onRetry={() => window.location.reload()}
        />
      </Page>
    )
  }
}
