import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { asAppError } from '#shared/errors/appError'
import type { ConnectionOutline, ConnectionTest, CredentialKind } from '#shared/domain/connection'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { usePresenceStore } from './presence'
import { failedAfter, shownData, type RemoteData } from './remoteData'

/** The connections that this computer keeps. Main owns them; nothing here has been asked of a server. */
export const useConnectionsStore = defineStore('connections', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const presence = usePresenceStore()
  const state = shallowRef<RemoteData<readonly ConnectionOutline[]>>({ status: 'idle' })
  let told = 0

  /** The name under which the file of connections stands aside, if it could not be used as it was. */
  const setAside = shallowRef<string | null>(null)
  const list = computed<readonly ConnectionOutline[]>(() => shownData(state.value)?.data ?? [])
  /** The open one as the list has it; null while the list is not read. */
  const open = computed(() => list.value.find(({ id }) => id === connection.connectionId) ?? null)

  function become(data: readonly ConnectionOutline[]): void {
    told += 1
    state.value = { status: 'ready', data, fetchedAt: new Date().toISOString() }
  }

  /** Reads the list again. A failure is a state of it, not an error. */
  async function load(): Promise<void> {
    const before = told
    if (shownData(state.value) === null) state.value = { status: 'loading' }
    try {
      const data = await desktop.connections.list()
      // An event that came meanwhile is newer than this answer.
      if (told === before) become(data)
    } catch (thrown) {
      if (told === before) state.value = failedAfter(state.value, asAppError(thrown))
    }
  }

  async function askSetAside(): Promise<void> {
    // The list says by itself when it cannot be read at all.
    setAside.value = await desktop.connections.setAside().catch(() => null)
  }

  /** Follows main from here on. */
  async function start(): Promise<void> {
    desktop.on('connections.changed', become)
    await Promise.all([load(), askSetAside()])
  }

  /**
   * Opens a connection, or another credential of the open one, with the proof where it is locked; null: the one it used last.
   * @throws AppError; what was open stays open
   */
  async function use(connectionId: string, credential: CredentialKind | null): Promise<void> {
    const meant = list.value.find(({ id }) => id === connectionId)
    const kind = credential ?? meant?.uses ?? null
    const locked = meant && kind !== null ? { connection: meant, kind } : null
    connection.become(await presence.withProof(locked, (password) => desktop.connections.use({ connectionId, credential, password })))
  }

  /** @throws AppError `storageFailed`; the former name stays */
  async function rename(connectionId: string, name: string): Promise<void> {
    await desktop.connections.rename({ connectionId, name })
  }

  /** Asks the server about each credential. @throws AppError when nothing could be asked at all */
  function test(connectionId: string): Promise<ConnectionTest> {
    return desktop.connections.test({ connectionId })
  }

  async function removeCredential(connectionId: string, credential: CredentialKind): Promise<void> {
    connection.become(await desktop.connections.removeCredential({ connectionId, credential }))
  }

  async function remove(connectionId: string): Promise<void> {
    connection.become(await desktop.connections.remove({ connectionId }))
  }

  return { state, setAside, list, open, start, load, use, rename, test, removeCredential, remove }
})
