import type { Member } from '#shared/domain/member'
import type { SecuritySettingName, SecuritySettings } from '#shared/domain/securitySettings'
import type { ControlFinding, RequirementFinding, Standard } from '#shared/rules/complianceMap'
import { visibleName } from '#shared/rules/visibleText'
import { messages, type Messages } from '#shared/text/messages'
import type { Language } from '#shared/text/language'

/** The words of a pack in one language; where no window is, its message format is not either. */
export interface EvidenceWords {
  text: Messages
  language: Language
  /** Fills the names in braces. */
  fill(text: string, named: Readonly<Record<string, string | number>>): string
  /** Chooses the singular or the plural, as the window does, and fills it. */
  counted(text: string, count: number, named?: Readonly<Record<string, string | number>>): string
  role(role: string): string
  twoFactor(member: Member): string
  password(member: Member): string
  setting(name: SecuritySettingName, settings: SecuritySettings): string
  missing(requirement: RequirementFinding): string
  control(standard: Standard, control: ControlFinding): string
  /** A moment in UTC, as `2027-03-12 09:30`. */
  moment(iso: string | null): string
}

export function evidenceWords(language: Language): EvidenceWords {
  const text = messages[language]
  const number = (value: number): string => value.toLocaleString(language)
  const fill: EvidenceWords['fill'] = (given, named) => given.replace(/\{(\w+)\}/gu, (whole, name: string) => (Object.hasOwn(named, name) ? plain(named[name]) : whole))
  const plain = (value: string | number | undefined): string => (typeof value === 'number' ? number(value) : (value ?? ''))
  const counted: EvidenceWords['counted'] = (given, count, named = {}) => {
    const [one = '', many = one] = given.split(' | ')
    const singular = language === 'fr' ? Math.abs(count) < 2 : count === 1
    return fill(singular ? one : many, { count, ...named })
  }
  const of = (words: object, key: string): string => (Object.hasOwn(words, key) ? String((words as Record<string, unknown>)[key]) : visibleName(key))
  const { policies, posture, members, security } = text
  return {
    text,
    language,
    fill,
    counted,
    role: (role) => of(security.role, role),
    twoFactor: ({ twoFactor }) => members.twoFactor[twoFactor],
    password: ({ password }) => members.password[password],
    setting(name, settings) {
      const value = settings[name]
      if (typeof value === 'boolean') return value ? policies.value.on : policies.value.off
      if (name === 'maxKeyExpirationDays') return settings.maxKeyExpirationDays === null ? policies.value.none : counted(policies.value.days, settings.maxKeyExpirationDays)
      if (name === 'requiredEncryptionKey') return settings.requiredEncryptionKey ?? policies.value.anyKey
      const policy = settings.passwordPolicy
      if (policy?.enabled !== true) return policies.value.off
      const rest = [policy.requireUppercase ? policies.value.uppercase : '', policy.requireNumber ? policies.value.number : '', policy.requireSpecial ? policies.value.special : ''].join('')
      return fill(policies.value.password, { length: policy.minLength, rest })
    },
    missing({ name, found, needed }) {
      const short = name === 'passwordLength' && found !== null
      return fill(short ? posture.compliance.missing.passwordShort : posture.compliance.missing[name], { found: found ?? '', needed: needed ?? '' })
    },
    control(standard, { control }) {
      const name = of(posture.compliance.control[standard], control.replaceAll(/[^A-Za-z0-9]+/gu, '_').replace(/^_|_$/gu, ''))
      return `${control} ${name}`
    },
    moment: (iso) => (iso === null ? text.evidence.unknown : iso.slice(0, 16).replace('T', ' '))
  }
}
