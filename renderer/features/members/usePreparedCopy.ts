import { onScopeDispose, watch } from 'vue'
import type { EmailSeparator } from '#shared/domain/settings'
import { gatherEmails, type EmailListOf } from '#shared/rules/emailList'
import type { IndexedMember } from '#shared/rules/memberFilter'
import { useDesktop } from '../../desktop/client'

/** Fewer rows than this are gathered and brought over when they are asked for: nobody notices. */
const worthwhile = 2000
/** Rows in one go: well under a millisecond. */
const rowsAStep = 2000
/** Milliseconds without a change, so that nothing is prepared between two keys of a search. */
const quiet = 700
/** Milliseconds after which a step is taken in a window that is never idle: it is short. */
const longestWait = 200

interface Prepared {
  rows: readonly IndexedMember[]
  separator: EmailSeparator
  list: EmailListOf
  preparedId: string
}

/**
 * Has the text of a long list ready before the button is pressed: gathered while the window is idle, and brought over to
 * main. What is prepared counts for exactly those rows and that separator; anything else is gathered as it is asked for.
 * @param signs change whenever the rows may have; cheaper to look at than the rows
 */
export function usePreparedCopy(signs: () => readonly unknown[], rows: () => readonly IndexedMember[], separator: () => EmailSeparator) {
  const desktop = useDesktop()
  let ready: Prepared | null = null
  let run = 0
  let timer: number | undefined

  watch([signs, separator], begin, { immediate: true })
  onScopeDispose(stop)

  function stop(): void {
    run += 1
    window.clearTimeout(timer)
    ready = null
  }

  function begin(): void {
    stop()
    const mine = run
    timer = window.setTimeout(() => {
      const [wanted, by] = [rows(), separator()]
      if (wanted.length < worthwhile) return
      const gathering = gatherEmails(wanted, by, rowsAStep)
      const goOn = (idle: IdleDeadline): void => {
        if (mine !== run) return
        let step = gathering.next()
        while (step.done !== true && idle.timeRemaining() > 2) step = gathering.next()
        if (step.done === true) void bring(mine, { rows: wanted, separator: by, list: step.value })
        else window.requestIdleCallback(goOn, { timeout: longestWait })
      }
      window.requestIdleCallback(goOn, { timeout: longestWait })
    }, quiet)
  }

  async function bring(mine: number, gathered: Omit<Prepared, 'preparedId'>): Promise<void> {
    // Where it fails, the text goes over with the press.
    const brought = await desktop.clipboard.prepareText({ text: gathered.list.text }).catch(() => null)
    if (brought !== null && mine === run) ready = { ...gathered, ...brought }
  }

  /**
   * Writes the prepared text into the clipboard.
   * @returns null where these rows are not prepared, or main has the text no more; nothing was written then
   * @throws AppError where the clipboard refuses
   */
  async function copyPrepared(wanted: readonly IndexedMember[], by: EmailSeparator): Promise<EmailListOf | null> {
    if (ready?.rows !== wanted || ready.separator !== by) return null
    const { list, preparedId } = ready
    return (await desktop.clipboard.copyPrepared({ preparedId })).copied ? list : null
  }

  return { copyPrepared }
}
