import { useI18n } from 'vue-i18n'
import type { CredentialKind } from '#shared/domain/connection'
import type { OrganizationSummary } from '#shared/domain/organization'
import { postureTotals } from '#shared/rules/organizationPosture'
import type { Tone } from '../../components/toneIcon'

/** One setting of an organization at a glance: a word, what it means for the person, and a sentence. */
export interface PostureWord {
  tone: Exclude<Tone, 'danger'>
  text: string
  hint: string
}

export interface OverviewWords {
  t: (key: string, named?: Record<string, unknown>) => string
  number: (value: number) => string
  /** A sentence of two forms, chosen by `count`, which it may also name. */
  counted: (key: string, count: number, named?: Record<string, unknown>) => string
  /** The state of all of them in one sentence. */
  sentence: (organizations: readonly OrganizationSummary[], credential: CredentialKind) => string
  /** Why it is closed to the person, or to the owner of the key, in a few words; empty where it is not. */
  whyBlocked: (organization: OrganizationSummary, credential: CredentialKind) => string
  twoFactor: (organization: OrganizationSummary) => PostureWord
  password: (organization: OrganizationSummary) => PostureWord
  keys: (organization: OrganizationSummary) => PostureWord
  expiry: (organization: OrganizationSummary) => PostureWord
}

/** How the overview speaks, in the person's language. */
export function useOverviewWords(): OverviewWords {
  const { t: translate, n, locale } = useI18n()
  const t = (key: string, named: Record<string, unknown> = {}) => translate(`overview.${key}`, named)
  const number = (value: number) => n(value)
  const counted = (key: string, count: number, named: Record<string, unknown> = {}) => translate(`overview.${key}`, { count: number(count), ...named }, count)
  const untold: () => PostureWord = () => ({ tone: 'unknown', text: t('policy.unknown'), hint: t('policy.untold') })

  function sentence(organizations: readonly OrganizationSummary[], credential: CredentialKind): string {
    const { total, withoutEnforcement, blockedByTwoFactor, blockedByPassword, blockedByBoth, invited } = postureTotals(organizations)
    if (total === 0) return t('sentence.none')
    const named = { total: number(total) }
    const first = withoutEnforcement === 0 ? counted('sentence.allRequire', total, named) : total === 1 ? t('sentence.oneDoesNot') : counted('sentence.someDoNot', withoutEnforcement, named)
    const [twoFactor, password, both] = credential === 'session' ? ['twoFactor', 'password', 'both'] : ['ownerTwoFactor', 'ownerPassword', 'ownerBoth']
    const parts: [string, number][] = [[twoFactor, blockedByTwoFactor], [password, blockedByPassword], [both, blockedByBoth], ['invited', invited]]
    const clauses = parts.filter(([, count]) => count > 0).map(([name, count]) => (total === 1 ? t(`sentence.it.${name}`) : counted(`sentence.${name}`, count)))
    return clauses.reduce((words, clause) => t('sentence.and', { first: words, second: clause }), first)
  }

  function whyBlocked({ invited, blockedBy }: OrganizationSummary, credential: CredentialKind): string {
    const [first, second] = blockedBy
    if (invited || first === undefined) return ''
    return t(`state.${credential === 'session' ? 'why' : 'whyOwner'}.${second === undefined ? first : 'both'}`)
  }

  function password({ policies }: OrganizationSummary): PostureWord {
    if (policies === null) return untold()
    const { passwordPolicy: policy } = policies
    if (!policy?.enabled) return { tone: 'neutral', text: t('policy.off'), hint: t('policy.passwordOff') }
    const needs = [policy.requireUppercase && t('policy.uppercase'), policy.requireNumber && t('policy.number'), policy.requireSpecial && t('policy.special')].filter((one) => one !== false)
    const list = new Intl.ListFormat(locale.value, { type: 'conjunction' }).format(needs)
    const more = needs.length === 0 ? '' : t('policy.with', { list })
    const length = number(policy.minLength)
    return { tone: 'good', text: t('policy.fromLength', { length }), hint: t('policy.password', { length, more }) }
  }

  function expiry({ policies }: OrganizationSummary): PostureWord {
    if (policies === null) return untold()
    const { requiresKeyExpiration, maxKeyExpirationDays: days } = policies
    if (requiresKeyExpiration) {
      if (days === null) return { tone: 'good', text: t('policy.noLimit'), hint: t('policy.expiryNoLimit') }
      return { tone: 'good', text: counted('policy.days', days), hint: counted('policy.expiryDays', days) }
    }
    return { tone: 'neutral', text: t('policy.off'), hint: days === null ? t('policy.expiryOff') : counted('policy.expiryOffDays', days) }
  }

  return {
    t,
    number,
    counted,
    sentence,
    whyBlocked,
    password,
    expiry,
    twoFactor: ({ enforcesTwoFactor }) =>
      enforcesTwoFactor
        ? { tone: 'good', text: t('policy.required'), hint: t('policy.twoFactorOn') }
        : { tone: 'warning', text: t('policy.optional'), hint: t('policy.twoFactorOff') },
    keys({ policies }) {
      if (policies === null) return untold()
      if (policies.enforcesSecureKeys) return { tone: 'good', text: t('policy.on'), hint: t('policy.keysOn') }
      return { tone: 'neutral', text: t('policy.off'), hint: t('policy.keysOff') }
    }
  }
}
