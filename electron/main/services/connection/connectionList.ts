import type { ConnectionOutline } from '#shared/domain/connection'
import type { Logger } from '../../log/logger'
import { createSerialQueue } from '../../storage/serialQueue'
import { outlineOf } from './connectionView'
import type { KeptConnections } from './keptConnections'
import type { OpenConnection } from './openConnection'

export interface ConnectionListDeps {
  kept: KeptConnections
  open: OpenConnection
  log: Logger
  onChange(connections: ConnectionOutline[]): void
}

/** The connections as the window lists them: the demo organization while it is open, then those that are kept. */
export function createConnectionList({ kept, open, log, onChange }: ConnectionListDeps) {
  /** An older list must not arrive after a newer one. */
  const inTurn = createSerialQueue()
  let told: string | null = null

  const list = async (): Promise<ConnectionOutline[]> => {
    const records = await kept.list()
    const shown = open.shown()
    const outlines = records.map((record) => outlineOf(record, { current: record.id === shown?.record.id, demo: false }))
    return shown?.demo ? [outlineOf(shown.record, { current: true, demo: true }), ...outlines] : outlines
  }

  return {
    list,

    /** Tells the window whatever is different since it was told last; it is told nothing of a file that cannot be read. */
    tell: (): Promise<void> =>
      inTurn(async () => {
        const connections = await list()
        const text = JSON.stringify(connections)
        if (text === told) return
        told = text
        onChange(connections)
      }).catch((thrown: unknown) => log.warn('connections.notTold', { cause: thrown }))
  }
}
