import { computed } from 'vue'
import { useOrganizationReading } from './organizationReading'

interface Kept {
  id: string
  organizationId: string
}

/** What main keeps of the open organization on this computer, one entry at a time. For use inside a store. */
export function useKeptList<T extends Kept>(ask: (organizationId: string) => Promise<readonly T[]>) {
  /** What main told of single entries while the list was on its way is newer than the list. */
  let told = new Map<string, T | null>()
  const { data, ...reading } = useOrganizationReading(async (organizationId) => {
    told = new Map()
    const mine = told
    const read = await ask(organizationId)
    return { readAt: new Date().toISOString(), entries: merged(read, mine) }
  })
  const list = computed<readonly T[]>(() => data.value?.entries ?? [])

  function merged(entries: readonly T[], newer: ReadonlyMap<string, T | null>): readonly T[] {
    const added = [...newer].filter(([id]) => entries.every((one) => one.id !== id)).map(([, entry]) => entry)
    return [...entries.map((one) => (newer.has(one.id) ? (newer.get(one.id) ?? null) : one)), ...added].filter((one) => one !== null)
  }

  function tell(id: string, entry: T | null): void {
    told.set(id, entry)
    const { state } = reading
    if (state.value.status === 'ready') state.value = { ...state.value, data: { ...state.value.data, entries: merged(list.value, new Map([[id, entry]])) } }
  }

  return {
    ...reading,
    list,
    /** Takes over one entry as main has it now; of another organization it is not kept. */
    put: (entry: T): void => {
      if (entry.organizationId === reading.organizationId.value) tell(entry.id, entry)
    },
    drop: (id: string): void => tell(id, null)
  }
}
