import { useI18n } from 'vue-i18n'
import type { KeyFact } from '#shared/domain/keyInventory'
import { expiryOf } from '#shared/rules/keyExpiry'
import { policyFindings, type KeyFinding, type OwnerTwoFactor } from '#shared/rules/keyFindings'
import type { ListedKey, RoleOnApp } from '#shared/rules/keyListing'
import { isAdministrator } from '#shared/rules/keyRoles'
import { visibleName, visibleText } from '#shared/rules/visibleText'
import type { Tone } from '../../components/toneIcon'
import { useOrganizationWords } from '../../composables/useOrganizationWords'

/** Something in words, and what is behind it. */
export interface CellWords {
  text: string
  why: string | null
  tone?: Tone
}

export interface KeyWords {
  t: (key: string, named?: Record<string, unknown>) => string
  number: (value: number) => string
  /** A sentence of two forms, chosen by the count that it names. */
  counted: (key: string, count: number, named?: Record<string, unknown>) => string
  name: (key: Pick<KeyFact, 'id' | 'name'>) => string
  roleName: (role: string) => string
  appName: (role: RoleOnApp) => string
  kind: (row: ListedKey) => CellWords
  role: (row: ListedKey) => CellWords
  apps: (row: ListedKey) => CellWords
  date: (iso: string | null) => CellWords
  /** @param nowMs the server's time */
  expiry: (expiresAt: string | null, nowMs: number, short?: boolean) => string
  owner: (row: ListedKey) => string
  twoFactor: (status: OwnerTwoFactor) => CellWords
  finding: (finding: KeyFinding) => string
  compliance: (row: ListedKey) => CellWords
}

const twoFactorTones: Record<OwnerTwoFactor, Tone> = { enabled: 'good', notEnabled: 'warning', unknown: 'unknown', pending: 'neutral', notListed: 'warning' }

/** How the pages about keys speak. */
export function useKeyWords(): KeyWords {
  const { t: translate, te, n, d } = useI18n()
  const { role: organizationRole } = useOrganizationWords()
  const t = (key: string, named: Record<string, unknown> = {}) => translate(`apiKeys.${key}`, named)
  const number = (value: number) => n(value)
  const counted = (key: string, count: number, named: Record<string, unknown> = {}) => translate(`apiKeys.${key}`, { count: number(count), ...named }, count)
  const roleName = (role: string): string => (/^app_\w+$/u.test(role) && te(`apiKeys.appRole.${role}`) ? t(`appRole.${role}`) : organizationRole({ role }))
  const appName = ({ app, appId }: RoleOnApp): string => (app === null ? t('apps.notShown', { id: visibleText(appId).slice(0, 8) }) : visibleName(app.name.trim() === '' ? app.appId : app.name))
  const finding = ({ kind, certain }: KeyFinding): string => t(`${certain ? 'because' : 'mayBe'}.${kind}`)

  function expiry(expiresAt: string | null, nowMs: number, short = false): string {
    if (expiresAt === null) return t('expiry.never')
    const found = expiryOf({ expiresAt }, nowMs)
    const date = d(new Date(expiresAt), short ? { key: 'date', month: 'short' } : 'date')
    if (found.state === 'ahead') return found.daysLeft === 0 ? t('expiry.hours', { date }) : counted('expiry.in', found.daysLeft, { date })
    const daysAgo = found.state === 'expired' ? found.daysAgo : 0
    return daysAgo === 0 ? t('expiry.justExpired', { date }) : counted('expiry.ago', daysAgo, { date })
  }

  function apps({ apps: roles, role }: ListedKey): CellWords {
    if (roles === null) return { text: t('apps.unknown'), why: t('whyRoles'), tone: 'unknown' }
    const why = roles.length === 0 ? null : roles.map((one) => t('apps.withRole', { app: appName(one), role: roleName(one.role) })).join(', ')
    if (isAdministrator(role ?? null)) return { text: t('apps.all'), why }
    if (roles.length === 0) return { text: t('apps.none'), why: null }
    return { text: roles.length <= 2 ? roles.map(appName).join(', ') : counted('apps.count', roles.length), why }
  }

  function role({ role: given, onlyElsewhere, elsewhere }: ListedKey): CellWords {
    if (given === undefined) return { text: t('role.unknown'), why: t('whyRoles'), tone: 'unknown' }
    const why = elsewhere === true ? t('elsewhere') : null
    if (given === null) return { text: t(onlyElsewhere ? 'role.elsewhere' : 'role.none'), why }
    return { text: roleName(given), why }
  }

  function compliance(row: ListedKey): CellWords {
    if (row.compliance === 'notAsked') {
      const kind = (['expired', 'legacy'] as const).find((one) => row.findings.some((found) => found.kind === one)) ?? 'noPolicy'
      return { text: t(`compliance.notAsked.${kind}`), why: t(kind === 'noPolicy' ? 'compliance.noPolicyWhy' : `because.${kind}`), tone: kind === 'expired' ? 'danger' : 'neutral' }
    }
    const against = policyFindings(row.findings)
    const why = against.map(finding).join(' ')
    if (row.compliance === 'compliant') return { text: t('compliance.compliant'), why: null, tone: 'good' }
    if (row.compliance === 'unknown') return { text: t('compliance.unknown'), why, tone: 'unknown' }
    const certain = against.filter((one) => one.certain)
    const reason = t(`finding.${certain[0]?.kind ?? 'plainRefused'}`)
    return { text: against.length > 1 ? t('compliance.more', { reason, count: number(against.length - 1) }) : reason, why, tone: row.state === 'refused' ? 'danger' : 'warning' }
  }

  return {
    t,
    number,
    counted,
    name: ({ id, name }) => (name.trim() === '' ? t('unnamed', { id: String(id) }) : visibleName(name)),
    roleName,
    appName,
    kind: ({ key: { kind, own } }) => ({ text: t(`kind.${kind}`), why: kind === 'unknown' && !own ? t('whyKind') : null, tone: kind === 'secure' ? 'good' : kind === 'plain' ? 'neutral' : 'unknown' }),
    role,
    apps,
    date: (iso) => (iso === null ? { text: t('notTold'), why: null, tone: 'unknown' } : { text: d(new Date(iso), { key: 'date', month: 'short' }), why: d(new Date(iso), 'moment') }),
    expiry,
    owner: ({ key: { own, ownerEmail, ownerId } }) => (ownerEmail !== null && ownerEmail.trim() !== '' ? visibleText(ownerEmail) : own ? t('owner.you') : t('owner.unknown', { id: visibleText(ownerId).slice(0, 8) })),
    twoFactor: (status) => ({ text: t(`twoFactor.${status}`), why: status === 'enabled' ? null : t(`whyTwoFactor.${status}`), tone: twoFactorTones[status] }),
    finding,
    compliance
  }
}
