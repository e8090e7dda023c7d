import { shallowRef, type ShallowRef } from 'vue'
import type { Evidence } from '#shared/rules/postureEvidence'
import { evidenceCsv, evidenceJson } from '#shared/rules/postureEvidence'
import { exportName } from '#shared/rules/exportName'
import { useAnnounce } from '../../composables/useAnnounce'
import { useAsyncTask, type AsyncTask } from '../../composables/useAsyncTask'
import { useDesktop } from '../../desktop/client'
import { usePostureWords } from './usePostureWords'

export interface EvidenceExport extends Pick<AsyncTask, 'running' | 'error'> {
  /** What was done last, in words. */
  done: ShallowRef<string | null>
  save: (as: 'csv' | 'json') => Promise<void>
}

/** Saves what was found as evidence, with when, of what and how completely it was read. @param current null: nothing is shown */
export function useEvidenceExport(current: () => Omit<Evidence, 'writtenAt'> | null): EvidenceExport {
  const desktop = useDesktop()
  const announce = useAnnounce()
  const { t } = usePostureWords()
  const { running, error, run } = useAsyncTask()
  const done = shallowRef<string | null>(null)

  function contentOf(evidence: Evidence, as: 'csv' | 'json'): string {
    if (as === 'json') return evidenceJson(evidence)
    const columns = ['standard', 'control', 'setting', 'state', 'found', 'needed', 'organization', 'server', 'readAt', 'settingsReading', 'note'] as const
    return evidenceCsv(evidence, {
      column: Object.fromEntries(columns.map((name) => [name, t(`compliance.export.column.${name}`)])) as Record<(typeof columns)[number], string>,
      standard: (standard) => t(`compliance.standard.${standard}`),
      requirement: (name) => t(`compliance.requirement.${name}`),
      state: (state) => t(`compliance.state.${state}`),
      settingsReading: (complete) => t(`compliance.export.reading.${complete ? 'whole' : 'partial'}`),
      note: t('compliance.export.note')
    })
  }

  async function save(as: 'csv' | 'json'): Promise<void> {
    const shown = current()
    if (shown === null) return
    done.value = null
    await run(async () => {
      const evidence = { ...shown, writtenAt: new Date().toISOString() }
      const saved = await desktop.files.saveText({ suggestedName: exportName(t('compliance.export.name'), shown.security, as), content: contentOf(evidence, as) })
      if (saved === null) return
      done.value = t('compliance.export.done', { path: saved.path })
      announce(done.value)
    })
  }

  return { running, error, done, save }
}
