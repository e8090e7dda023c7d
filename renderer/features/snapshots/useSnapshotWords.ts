import { useI18n } from 'vue-i18n'
import type { Difference, ShownValue } from '#shared/domain/audit'
import type { SnapshotOutline } from '#shared/domain/snapshot'
import { activityField } from '#shared/rules/activitySentence'
import { visibleText } from '#shared/rules/visibleText'
import { useOrganizationWords } from '../../composables/useOrganizationWords'

const own = ['email', 'role', 'twoFactor', 'password', 'name', 'expiresAt', 'kind', 'roles', 'mayCreateOrganizations', 'ownerId', 'updatedAt']
const moments = ['expiresAt', 'updatedAt']
const named = ['twoFactor', 'password', 'kind']

/** How this page speaks. Everything that a server said goes through `visibleText`. */
export function useSnapshotWords() {
  const { t: translate, te, n, d } = useI18n()
  const { role } = useOrganizationWords()
  const t = (key: string, values: Record<string, unknown> = {}): string => translate(`snapshots.${key}`, values)
  const counted = (key: string, count: number, values: Record<string, unknown> = {}): string => translate(`snapshots.${key}`, { count: n(count), ...values }, count)
  const time = (iso: string): string => d(new Date(iso), 'dayAndTime')

  /** @param of settings have the words of the audit log; members and keys their own */
  function field(of: 'settings' | 'members' | 'keys', name: string): string {
    if (of !== 'settings' && own.includes(name)) return t(`field.${name}`)
    const known = activityField(name)
    return known === null ? visibleText(name) : translate(`activity.field.${known.replace('.', '_')}`)
  }

  function value(of: 'settings' | 'members' | 'keys', name: string, given: ShownValue): string {
    if (given === null) return t(name === 'expiresAt' ? 'value.never' : 'value.none')
    if (typeof given === 'boolean') return of === 'settings' ? translate(`activity.value.${given ? 'enabled' : 'disabled'}`) : t(given ? 'value.yes' : 'value.no')
    if (typeof given === 'number') return n(given)
    if (moments.includes(name)) return time(given)
    if (name === 'role') return role({ role: given })
    if (name === 'mayCreateOrganizations') return t(given === 'yes' ? 'value.yes' : 'value.no')
    if (named.includes(name) && te(`snapshots.value.${name}.${given}`)) return t(`value.${name}.${given}`)
    return given === '' ? translate('activity.value.empty') : visibleText(given)
  }

  const difference = (of: 'settings' | 'members' | 'keys', { field: name, before, after }: Difference) => ({ label: field(of, name), before: value(of, name, before), after: value(of, name, after) })

  /** What is in it, in one line. */
  function contents({ members, keys }: Pick<SnapshotOutline, 'members' | 'keys'>): string {
    return [members === null ? t('list.membersUnknown') : counted('list.members', members), keys === null ? t('list.keysUnknown') : counted('list.keys', keys)].join(' · ')
  }

  const changed = ({ changedMeanwhile }: Pick<SnapshotOutline, 'changedMeanwhile'>): string | null =>
    changedMeanwhile.length === 0 ? null : t('list.changed', { parts: changedMeanwhile.map((part) => t(`list.part.${part}`)).join(', ') })

  return { t, counted, number: n, time, difference, contents, changed, shown: visibleText, day: (iso: string) => d(new Date(iso), 'date') }
}
