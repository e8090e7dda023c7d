import type { KeyBatch } from '#shared/domain/keyBatch'
import { visibleName } from '#shared/rules/visibleText'
import { expiryNotices as noticesEn } from '#shared/text/en/expiryNotices'
import { expiryNotices as noticesFr } from '#shared/text/fr/expiryNotices'
import type { Language } from '#shared/text/language'

export interface BatchNoticesDeps {
  /** On the dock or the taskbar; null: nothing is under way. */
  progress(fraction: number | null): void
  /** Whether somebody looks at the window anyway. */
  focused(): boolean
  wanted(): boolean
  language(): Language
  show(notice: { title: string; body: string }): void
}

const isUnderWay = ({ state }: KeyBatch): boolean => state === 'running' || state === 'waitingForServer'
const over = ({ items }: KeyBatch): number => items.filter(({ state }) => state !== 'waiting' && state !== 'sent').length

/** How far runs over many keys are, outside the window; and that one has ended, to who looks elsewhere. Names no key. */
export function createBatchNotices({ progress, focused, wanted, language, show }: BatchNoticesDeps): { follow(batch: KeyBatch): void } {
  const underWay = new Map<string, KeyBatch>()
  return {
    follow(batch) {
      const wasUnderWay = underWay.delete(batch.id)
      if (isUnderWay(batch)) underWay.set(batch.id, batch)
      const runs = [...underWay.values()]
      const all = runs.reduce((sum, { items }) => sum + items.length, 0)
      progress(all === 0 ? null : runs.reduce((sum, run) => sum + over(run), 0) / all)
      if (wasUnderWay && batch.state === 'finished' && wanted() && !focused()) show(words(batch, language()))
    }
  }
}

/** What was not done is said as well, for a run that ended is not one that succeeded. */
function words(batch: KeyBatch, language: Language): { title: string; body: string } {
  const { finished } = { en: noticesEn, fr: noticesFr }[language]
  const done = batch.items.filter(({ state }) => state === 'done').length
  const body = done === batch.items.length ? finished.all : finished.some
  return {
    title: finished.title,
    body: body.replace('{done}', () => done.toLocaleString(language)).replace('{count}', () => batch.items.length.toLocaleString(language)).replace('{organization}', () => visibleName(batch.organizationName))
  }
}
