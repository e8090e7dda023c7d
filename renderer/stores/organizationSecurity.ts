import { computed, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { asAppError, AppError } from '#shared/errors/appError'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { FieldResult, SettingsChange, SettingsOutcome } from '#shared/domain/policyChange'
import type { SecuritySettings } from '#shared/domain/securitySettings'
import type { ChannelInput } from '#shared/ipc/contract'
import { differingSettings, settingsOf, withChange } from '#shared/rules/changedSettings'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { isWhole, withFormerMembers, type DatedMembers } from './datedMembers'
import { useOrganizationsStore } from './organizations'
import { failedAfter, shownData, type RemoteData } from './remoteData'

type ApplyInput = ChannelInput<'organizationSecurity.applySettings'>

/** A verified change of settings. */
export interface AppliedChange {
  asked: SettingsChange
  /** The settings just before. */
  before: SecuritySettings
  outcome: Exclude<SettingsOutcome['outcome'], 'drifted'>
  fields: readonly FieldResult[]
  /** It took a former change back. */
  undo: boolean
}

/** What the server has of one organization's security. Answers for an organization that is no longer open are dropped. */
export const useOrganizationSecurityStore = defineStore('organizationSecurity', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const organizationId = ref<string | null>(null)
  const state = shallowRef<RemoteData<OrganizationSecurity>>({ status: 'idle' })
  const refreshing = ref(false)
  const changing = ref(false)
  // By organization: an outcome belongs to the organization it was made in, also when another is open by then.
  const changes = shallowRef<ReadonlyMap<string, AppliedChange>>(new Map())
  const doubts = shallowRef<ReadonlySet<string>>(new Set())
  let reading: Promise<OrganizationSecurity | null> | null = null
  let generation = 0

  // The last reading of the open organization whose look-ups were whole.
  const lastWhole = shallowRef<OrganizationSecurity | null>(null)

  /** The latest reading: decisions are judged by this one, with all that is missing from it. */
  const security = computed(() => shownData(state.value)?.data ?? null)
  /** What is shown: the latest reading, with the members of the last whole one where its own look-ups failed. */
  const dated = computed<DatedMembers | null>(() => (security.value === null ? null : withFormerMembers(security.value, lastWhole.value)))
  const lastChange = computed(() => (organizationId.value === null ? null : (changes.value.get(organizationId.value) ?? null)))
  /** A change was sent and nobody has read since what became of it. */
  const inDoubt = computed(() => organizationId.value !== null && doubts.value.has(organizationId.value))

  /** Shows another organization; null shows none. The former one's data is dropped at once. */
  async function open(id: string | null): Promise<void> {
    if (id === organizationId.value) return
    generation += 1
    reading = null
    organizationId.value = id
    lastWhole.value = null
    refreshing.value = false
    state.value = id === null ? { status: 'idle' } : { status: 'loading' }
    if (id !== null) await refresh()
  }

  /** Reads again; several calls at once are one request. Returns what was read, or null when that failed or no longer matters. */
  function refresh(): Promise<OrganizationSecurity | null> {
    const id = organizationId.value
    if (id === null) return Promise.resolve(null)
    reading ??= read(id, generation)
    return reading
  }

  async function read(id: string, asked: number): Promise<OrganizationSecurity | null> {
    refreshing.value = true
    if (security.value === null) state.value = { status: 'loading' }
    try {
      const data = await desktop.organizationSecurity.read({ organizationId: id })
      if (asked !== generation) return null
      accept(data)
      return data
    } catch (thrown) {
      if (asked === generation) state.value = failedAfter(state.value, asAppError(thrown))
      return null
    } finally {
      if (asked === generation) {
        reading = null
        refreshing.value = false
      }
    }
  }

  function accept(data: OrganizationSecurity): void {
    if (isWhole(data)) lastWhole.value = data
    state.value = { status: 'ready', data, fetchedAt: data.readAt }
    const settings = settingsOf(data)
    if (!settings.known) return
    setDoubt(data.organizationId, false)
    // Somebody changed it since: what this app did last is no longer how things stand.
    const change = changes.value.get(data.organizationId)
    if (change !== undefined && differingSettings(settings.value, withChange(settings.value, change.asked)).length > change.fields.filter(({ result }) => result === 'different').length) forget(data.organizationId)
  }

  function setDoubt(id: string, doubtful: boolean): void {
    const next = new Set(doubts.value)
    if (doubtful) next.add(id)
    else next.delete(id)
    doubts.value = next
  }

  /**
   * Asks main to change settings and takes over what it read back.
   * @throws AppError as main reports it; `conflict` when a change is already on its way
   */
  async function applySettings(input: ApplyInput): Promise<SettingsOutcome> {
    if (changing.value) throw new AppError({ code: 'conflict', message: 'A change of the settings is already on its way.', retryable: false, details: { foundState: 'changeInFlight' } })
    changing.value = true
    const asked = generation
    try {
      const outcome = await desktop.organizationSecurity.applySettings(input)
      if (outcome.outcome !== 'drifted') {
        const { before, fields } = outcome
        changes.value = new Map(changes.value).set(input.organizationId, { asked: input.change, before, outcome: outcome.outcome, fields, undo: input.undo === true })
        // The list tells of the settings, too, and whether the change has closed the organization to the person.
        void organizations.load()
      }
      if (asked === generation) supersede(outcome.security)
      return outcome
    } catch (thrown) {
      const error = asAppError(thrown)
      if (error.code === 'outcomeUnknown') {
        setDoubt(input.organizationId, true)
        void organizations.load()
      }
      // A read that began before the failure may tell of a moment before it; the next one must not join it.
      if (asked === generation) startAfresh()
      throw error
    } finally {
      changing.value = false
    }
  }

  function supersede(readBack: OrganizationSecurity): void {
    startAfresh()
    accept(readBack)
  }

  function startAfresh(): void {
    generation += 1
    reading = null
    refreshing.value = false
  }

  function forget(id: string): void {
    const next = new Map(changes.value)
    next.delete(id)
    changes.value = next
  }

  function dismissChange(): void {
    if (organizationId.value !== null) forget(organizationId.value)
  }

  // Nothing of one sign-in is shown under another.
  watch(
    () => connection.signInId,
    () => {
      changes.value = new Map()
      doubts.value = new Set()
      void open(null)
    }
  )

  return { organizationId, state, security, dated, refreshing, changing, inDoubt, lastChange, open, refresh, applySettings, dismissChange }
})
