import { computed, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import type { SecuritySettingName, SecuritySettings } from '#shared/domain/securitySettings'
import { differingSettings, isSameSetting, settingsOf, withChange } from '#shared/rules/changedSettings'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { useDraftKeeping, type DraftPlace } from './draftKeeping'
import { fromKept, toKept, type SecurityDraft } from './keptSettings'
import { useOrganizationSecurityStore } from './organizationSecurity'

/**
 * Changes of the security settings that are gathered and not applied: by server, person and organization, so that
 * neither a look at another organization nor another way of signing in loses them, nor the end of the program.
 */
export const useSecurityDraftStore = defineStore('securityDraft', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const security = useOrganizationSecurityStore()
  const drafts = shallowRef<ReadonlyMap<string, SecurityDraft>>(new Map())

  const place = computed(() => placeIn(security.organizationId)?.key ?? null)
  const keeping = useDraftKeeping({
    place: () => placeIn(security.organizationId),
    read: desktop.securityDraft.read,
    keep: (address, key) => desktop.securityDraft.keep({ ...address, settings: toKept(drafts.value.get(key) ?? {}) }),
    bring: (key, { settings }) => hold(key, { ...fromKept(settings), ...drafts.value.get(key) })
  })
  /** What of a restored draft the server had already by then, and is no change any more. */
  const dropped = shallowRef<ReadonlyMap<string, readonly SecuritySettingName[]>>(new Map())
  /** The settings as the server has them; null while they are not known. */
  const present = computed<SecuritySettings | null>(() => {
    const settings = security.security === null || security.inDoubt ? null : settingsOf(security.security)
    return settings?.known === true ? settings.value : null
  })
  const draft = computed<SecurityDraft>(() => (place.value === null ? {} : (drafts.value.get(place.value) ?? {})))
  /** The settings as they would be; null while the present ones are not known. */
  const wanted = computed<SecuritySettings | null>(() => (present.value === null ? null : withChange(present.value, draft.value)))
  /** What would change, in the order of the page. */
  const changed = computed<readonly SecuritySettingName[]>(() => (present.value === null || wanted.value === null ? [] : differingSettings(present.value, wanted.value)))

  function placeIn(organizationId: string | null): DraftPlace | null {
    if (connection.connection === null || organizationId === null) return null
    const { server, userId } = connection.connection
    return { key: [server, userId, organizationId].join(' '), organizationId, of: { server, userId } }
  }

  function hold(at: string, next: SecurityDraft): void {
    const all = new Map(drafts.value)
    if (Object.keys(next).length === 0) all.delete(at)
    else all.set(at, next)
    drafts.value = all
  }

  function keep(next: SecurityDraft, at: string | null = place.value): void {
    if (at === null) return
    hold(at, next)
    // Of nothing there is nothing to say.
    if (Object.keys(next).length === 0) keeping.dismiss(at)
    save(at)
  }

  function save(at: string): void {
    // Of somebody else who is signed in by now main keeps nothing here: what the server has by then drops out at the next start.
    const here = placeIn(at.split(' ').at(-1) ?? null)
    if (here?.key === at) void keeping.save(here)
  }

  /** `dropped` is null while the settings are not known. */
  const restored = computed(() => {
    const came = place.value === null ? undefined : keeping.restored.value.get(place.value)
    return came === undefined ? null : { ...came, dropped: dropped.value.get(place.value ?? '') ?? null }
  })
  // What somebody else, or this person elsewhere, has set meanwhile is no change any more.
  watch([restored, present], ([came, settings]) => {
    const at = place.value
    if (at === null || settings === null || came?.dropped !== null) return
    const already = Object.keys(draft.value).filter((name): name is SecuritySettingName => differingSettings(settings, withChange(settings, { [name]: draft.value[name as SecuritySettingName] })).length === 0)
    dropped.value = new Map(dropped.value).set(at, already)
    if (already.length === 0) return
    hold(at, Object.fromEntries(Object.entries(draft.value).filter(([name]) => !already.includes(name as SecuritySettingName))))
    save(at)
  })
  const dismissRestored = (): void => {
    if (place.value !== null) keeping.dismiss(place.value)
  }

  /** What is set back to what the server has is no change any more. */
  function set<N extends SecuritySettingName>(name: N, value: SecuritySettings[N]): void {
    const others = Object.fromEntries(Object.entries(draft.value).filter(([other]) => other !== name))
    const isBack = present.value !== null && isSameSetting(name, present.value[name], value)
    keep(isBack ? others : { ...others, [name]: value })
  }

  /** Several at once: a preset, or the way back. */
  function setAll(values: SecurityDraft): void {
    for (const [name, value] of Object.entries(values)) set(name as SecuritySettingName, value as never)
  }

  /** What was applied is no draft any more; the rest stays, another value of the same setting too. @param at `place` when it was sent: another organization may be open by now */
  function forget(at: string | null, applied: SecurityDraft): void {
    const before = at === null ? undefined : drafts.value.get(at)
    if (before === undefined) return
    keep(Object.fromEntries(Object.entries(before).filter(([name, value]) => !isApplied(applied, name as SecuritySettingName, value))), at)
  }

  function isApplied(applied: SecurityDraft, name: SecuritySettingName, value: unknown): boolean {
    const sent = applied[name]
    return sent !== undefined && isSameSetting(name, value as SecuritySettings[typeof name], sent)
  }

  function discard(): void {
    keep({})
  }

  const { notKept, notRead, setAside } = keeping
  return { place, present, draft, wanted, changed, restored, notKept, notRead, setAside, set, setAll, forget, discard, dismissRestored }
})
