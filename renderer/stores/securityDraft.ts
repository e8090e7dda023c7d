import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { SecuritySettingName, SecuritySettings } from '#shared/domain/securitySettings'
import { differingSettings, isSameSetting, settingsOf, withChange } from '#shared/rules/changedSettings'
import { useConnectionStore } from './connection'
import { useOrganizationSecurityStore } from './organizationSecurity'

/** Settings as the person wants them; numbers may be out of range while they are typed. */
export type SecurityDraft = { [N in SecuritySettingName]?: SecuritySettings[N] | undefined }

/**
 * Changes of the security settings that are gathered and not applied: by server and organization, so that neither a look
 * at another organization nor another way of signing in loses them.
 */
export const useSecurityDraftStore = defineStore('securityDraft', () => {
  const connection = useConnectionStore()
  const security = useOrganizationSecurityStore()
  const drafts = shallowRef<ReadonlyMap<string, SecurityDraft>>(new Map())

  const place = computed(() => (connection.connection === null || security.organizationId === null ? null : `${connection.connection.server} ${security.organizationId}`))
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

  function keep(next: SecurityDraft, at: string | null = place.value): void {
    if (at === null) return
    const all = new Map(drafts.value)
    if (Object.keys(next).length === 0) all.delete(at)
    else all.set(at, next)
    drafts.value = all
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

  /** What was applied is no draft any more; the rest stays. @param at `place` when it was sent: another organization may be open by now */
  function forget(at: string | null, applied: SecurityDraft): void {
    const before = at === null ? undefined : drafts.value.get(at)
    if (before === undefined) return
    keep(Object.fromEntries(Object.entries(before).filter(([name]) => applied[name as SecuritySettingName] === undefined)), at)
  }

  function discard(): void {
    keep({})
  }

  return { place, present, draft, wanted, changed, set, setAll, forget, discard }
})
