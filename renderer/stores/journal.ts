import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { JournalPage } from '#shared/domain/journal'
import { useDesktop } from '../desktop/client'
import { usePagedReading, type ReadPage } from './pagedReading'

export interface JournalFilter {
  /** Of every organization, and not only of the open one. */
  everywhere: boolean
}

/** What was changed with Gatehouse on this computer, page by page. */
export const useJournalStore = defineStore('journal', () => {
  const desktop = useDesktop()
  /** Whether the Activity page shows this instead of the server's log; which of them "refresh" and the age of the data mean. */
  const shown = ref(false)
  const reading = usePagedReading<JournalFilter, JournalPage & ReadPage>({ everywhere: false }, async (organizationId, { everywhere }, page) => {
    const answer = await desktop.journal.list({ organizationId: everywhere ? null : organizationId, page })
    return { ...answer, readAt: new Date().toISOString() }
  })
  return { ...reading, shown, verify: () => desktop.journal.verify(), saveWhole: () => desktop.journal.export() }
})
