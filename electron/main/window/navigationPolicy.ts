import type { App, Event, WebContents } from 'electron'
import type { Logger } from '../log/logger'
import { isForeign } from './consoleSignIn/pagePolicy'
import { isPageAddress } from './pageAddress'

export interface NavigationPolicyOptions {
  /** The one door for links; refuses what may not be opened. */
  openLink: (address: string) => Promise<void>
  log: Logger
}

/**
 * Keeps every window on its own page, whoever made the window: no other address, no frames, no new windows, no webviews.
 * A link that asks for a new window is handed to the one door for links. The window in which somebody signs in on the
 * console's page decides by itself where that page may go (`consoleSignIn/pagePolicy.ts`), and opens no links.
 */
export function guardNavigation(app: App, options: NavigationPolicyOptions): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, options))
}

function guardContents(contents: WebContents, { openLink, log }: NavigationPolicyOptions): void {
  const deny = (event: Pick<Event, 'preventDefault'>, what: string): void => {
    event.preventDefault()
    log.warn('navigation.denied', { what })
  }

  contents.on('will-navigate', (event) => {
    if (!isForeign(contents) && !isPageAddress(event.url)) deny(event, 'navigate')
  })
  contents.on('will-redirect', (event) => {
    if (!isForeign(contents) && !isPageAddress(event.url)) deny(event, 'redirect')
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isForeign(contents) && (!event.isMainFrame || !isPageAddress(event.url))) deny(event, 'frame')
  })
  contents.on('will-attach-webview', (event) => deny(event, 'webview'))
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    deny(event, 'bluetooth')
    choose('')
  })
  contents.setWindowOpenHandler(({ url }) => {
    if (!isForeign(contents)) openLink(url).catch((error: unknown) => log.warn('navigation.linkRefused', { error }))
    return { action: 'deny' }
  })
}
