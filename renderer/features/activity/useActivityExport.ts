import { shallowRef, type ShallowRef } from 'vue'
import { asAppError, type AppError } from '#shared/errors/appError'
import { csv } from '#shared/rules/csv'
import { exportName } from '#shared/rules/exportName'
import { useAnnounce } from '../../composables/useAnnounce'
import { useDesktop } from '../../desktop/client'
import type { ActivityEntry } from './activityEntry'
import { useActivityWords } from './useActivityWords'

export interface ActivityExport {
  /** What was saved last, in words. */
  done: ShallowRef<string | null>
  failed: ShallowRef<AppError | null>
  save: (format: 'csv' | 'json', entries: readonly ActivityEntry[], about: { subject: string; organizationName: string; readAt: string }) => Promise<void>
  /** Anything else that ends in a file; null: the person closed the dialog. */
  tell: (action: () => Promise<string | null>) => Promise<void>
}

/** Saves what is shown, in the words in which it is shown, and says exactly what was saved. */
export function useActivityExport(): ActivityExport {
  const desktop = useDesktop()
  const announce = useAnnounce()
  const { t, counted } = useActivityWords()
  const done = shallowRef<string | null>(null)
  const failed = shallowRef<AppError | null>(null)

  async function tell(action: () => Promise<string | null>): Promise<void> {
    done.value = null
    failed.value = null
    try {
      const words = await action()
      if (words === null) return
      done.value = words
      announce(words)
    } catch (thrown) {
      failed.value = asAppError(thrown)
    }
  }

  function asCsv(entries: readonly ActivityEntry[]): string {
    const header = ['time', 'actor', 'did', 'outcome', 'record', 'field', 'before', 'after'].map((name) => t(`export.column.${name}`))
    const rows = entries.flatMap((entry) => {
      const head = [entry.time ?? '', entry.by, entry.sentence, entry.outcome?.text ?? '', entry.record]
      // One line for each difference, so that a spreadsheet can sort them.
      return entry.differences.length === 0 ? [[...head, '', '', '']] : entry.differences.map(({ label, before, after }) => [...head, label, before, after])
    })
    return csv(header, rows)
  }

  /** Without the name that only the list needs. */
  const plain = ({ time, settledAt, sentence, outcome, by, record, facts, differences, remark, found }: ActivityEntry) => ({ time, settledAt, sentence, outcome: outcome?.text ?? null, by, record, facts, differences, remark, found })

  const save: ActivityExport['save'] = (format, entries, { subject, organizationName, readAt }) =>
    tell(async () => {
      const content = format === 'csv' ? asCsv(entries) : `${JSON.stringify(entries.map(plain), null, 2)}\n`
      const saved = await desktop.files.saveText({ suggestedName: exportName(subject, { organizationName, readAt }, format), content })
      return saved === null ? null : counted('export.done', entries.length, { path: saved.path })
    })

  return { done, failed, save, tell }
}
