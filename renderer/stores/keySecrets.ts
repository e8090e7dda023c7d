import { computed, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import type { HeldSecret, KeySecrets, LostAttempt, SecretInClipboard } from '#shared/domain/heldSecret'
import { asAppError } from '#shared/errors/appError'
import type { ChannelInput, ChannelOutput } from '#shared/ipc/contract'
import { useDesktop } from '../desktop/client'
import { deadLast, deadSecrets } from '#shared/rules/deadSecrets'
import { useConnectionStore } from './connection'
import { useKeyInventoryStore } from './keyInventory'
import { failedAfter, shownData, type RemoteData } from './remoteData'

const none: readonly never[] = []

/** The secret that was copied last, and what became of it since; null: the clipboard holds it, as far as main has said. */
export type CopiedSecret = ChannelOutput<'keySecrets.copy'> & { secretId: string; became: SecretInClipboard | null }

/**
 * Secrets of keys that wait for somebody, and answers that were lost, of the open connection. It says which there are and
 * never holds a secret: main hands one to the dialog that shows it, and to nobody else.
 */
export const useKeySecretsStore = defineStore('keySecrets', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const inventory = useKeyInventoryStore()
  const state = shallowRef<RemoteData<KeySecrets>>({ status: 'idle' })
  /** The held secret whose dialog is open, by its id. */
  const openId = ref<string | null>(null)
  /** Held secrets that are being saved together, outside their own list; null while none are. */
  const savingIds = shallowRef<readonly string[] | null>(null)
  /** The file that the last of these went into, and which they were. */
  const savedTo = shallowRef<{ path: string; ids: readonly string[] } | null>(null)
  const copied = shallowRef<CopiedSecret | null>(null)
  /** How often main has told of the list by itself; that is newer than the answer to what was asked before. */
  let heard = 0

  const secrets = computed<KeySecrets | null>(() => shownData(state.value)?.data ?? null)
  /** Which of them are known to work no longer, and why. */
  const dead = computed(() => deadSecrets(secrets.value?.held ?? none, secrets.value?.lost ?? none, inventory.inventory))
  const held = computed<readonly HeldSecret[]>(() => deadLast(secrets.value?.held ?? none, dead.value))
  const lost = computed<readonly LostAttempt[]>(() => secrets.value?.lost ?? none)
  const place = computed(() => secrets.value?.place ?? null)
  const opened = computed(() => held.value.find(({ id }) => id === openId.value) ?? null)

  function become(data: KeySecrets): void {
    state.value = { status: 'ready', data, fetchedAt: new Date().toISOString() }
  }

  /** Reads the list. A failure is a state, not an error. */
  async function load(): Promise<void> {
    const [asked, signIn] = [heard, connection.signInId]
    if (signIn === null) return
    const current = () => heard === asked && connection.signInId === signIn
    if (secrets.value === null) state.value = { status: 'loading' }
    try {
      const answer = await desktop.keySecrets.list()
      if (current()) become(answer)
    } catch (thrown) {
      if (current()) state.value = failedAfter(state.value, asAppError(thrown))
    }
  }

  async function follow(asking: Promise<KeySecrets>): Promise<void> {
    const [before, signIn] = [heard, connection.signInId]
    const answer = await asking
    if (heard === before && connection.signInId === signIn) become(answer)
  }

  /** Follows main from here on. What waits is read for each sign-in. */
  function start(): Promise<void> {
    desktop.on('keySecrets.changed', (next) => {
      heard += 1
      if (connection.signInId !== null) become(next)
    })
    desktop.on('keySecrets.clipboard', (became) => {
      if (copied.value) copied.value = { ...copied.value, became }
    })
    return load()
  }

  // What one credential brought about says nothing of another's.
  watch(
    () => connection.signInId,
    () => {
      openId.value = null
      savingIds.value = null
      savedTo.value = null
      copied.value = null
      state.value = { status: 'idle' }
      void load()
    },
    { flush: 'sync' }
  )
  // What waits may have been put into the keychain, or found out, while it was locked.
  watch(
    () => connection.locked,
    (locked, before) => {
      if (before !== null && locked === null) void load()
    }
  )

  return {
    state,
    secrets,
    held,
    dead,
    lost,
    place,
    opened,
    openId,
    savingIds,
    savedTo,
    copied,
    start,
    load,
    /** Opens the dialog in which a secret is shown, copied, saved or let go. */
    open: (secretId: string) => (openId.value = secretId),
    close: () => (openId.value = null),
    /** Opens the dialog that saves secrets into one file. */
    saveTogether: (secretIds: readonly string[]) => {
      savingIds.value = secretIds
      savedTo.value = null
    },
    /** @param path the file that was written; null: none was */
    endSaving: (path: string | null) => {
      savedTo.value = path === null ? null : { path, ids: savingIds.value ?? none }
      savingIds.value = null
    },
    /** @throws AppError `presenceNeeded`, `vaultLocked`, `vaultUnavailable`; the clipboard is as it was then */
    copy: async (secretId: string): Promise<void> => {
      copied.value = { ...(await desktop.keySecrets.copy({ secretId })), secretId, became: null }
    },
    /** @throws AppError `presenceNeeded`, `vaultLocked`, `vaultUnavailable`, `storageFailed`; no file was written then */
    save: (input: ChannelInput<'keySecrets.save'>) => desktop.keySecrets.save(input),
    /** Forgets secrets for good. @throws AppError `conflict`, `vaultLocked`, `vaultUnavailable`, `storageFailed`; they are held still then */
    release: (input: ChannelInput<'keySecrets.release'>) => follow(desktop.keySecrets.release(input)),
    /** Takes a stated outcome off the list. @throws AppError `storageFailed` */
    dismiss: (attemptId: string) => follow(desktop.keySecrets.dismiss({ attemptId }))
  }
})
