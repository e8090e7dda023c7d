import type { App } from 'vue'
import type { PageError } from '#shared/domain/pageError'
import type { DesktopClient } from '../desktop/client'

/** Beyond so many nothing new is learnt; main has a limit of its own. */
const most = 100

/** Tells main of errors that nothing caught, for the log. What they are about stays here: of a value that was thrown only an Error's words go. */
export function reportErrors(app: Pick<App, 'config'>, desktop: DesktopClient): void {
  let reported = 0

  function report(kind: PageError['kind'], thrown: unknown): void {
    reported += 1
    if (reported > most) return
    void desktop.app.pageError(pageErrorOf(kind, thrown)).catch(() => undefined)
  }

  app.config.errorHandler = (error) => report('component', error)
  window.addEventListener('error', ({ error }) => report('window', error))
  window.addEventListener('unhandledrejection', ({ reason }) => report('promise', reason))
}

function pageErrorOf(kind: PageError['kind'], thrown: unknown): PageError {
  if (!(thrown instanceof Error)) return { kind, name: typeof thrown, message: '', stack: '' }
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line)).slice(0, 20)
  return { kind, name: thrown.name.slice(0, 100), message: thrown.message.slice(0, 1000), stack: frames.join('\n').slice(0, 4000) }
}
