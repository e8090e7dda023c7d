import type { SecurityPolicies } from '../domain/organization'

export type PasswordPolicy = NonNullable<SecurityPolicies['passwordPolicy']>

/** What a password policy can ask for. */
export type PasswordRequirement = { name: 'minLength'; count: number } | { name: 'uppercase' | 'number' | 'special' }

/** The server takes no longer ones, whatever the policy says (Capgo backend: bcrypt's 72 bytes). */
export const maxPasswordBytes = 72
const leastMinLength = 6

/** The very characters that count as special (Capgo backend, `password_policy.ts`); others, letters with accents too, do not. */
export const specialCharacters = '!@#$%^&*()_+-=[]{};\':"\\|,.<>/?'

/** The length in characters that is asked of everybody, as the server reads it; null: no policy is in force. */
export function enforcedLength(policy: PasswordPolicy | null): number | null {
  return policy?.enabled === true ? clampedLength(policy) : null
}

/** What the policy asks, in the order in which it is told. The server reads a length below 6 or above 72 as these. */
export function passwordRequirements(policy: PasswordPolicy): PasswordRequirement[] {
  const asked: PasswordRequirement[] = [{ name: 'minLength', count: clampedLength(policy) }]
  if (policy.requireUppercase) asked.push({ name: 'uppercase' })
  if (policy.requireNumber) asked.push({ name: 'number' })
  if (policy.requireSpecial) asked.push({ name: 'special' })
  return asked
}

function clampedLength({ minLength }: PasswordPolicy): number {
  return Math.min(Math.max(Math.ceil(minLength), leastMinLength), maxPasswordBytes)
}

/** As the server judges it: capitals from A to Z, digits from 0 to 9, its own list of special characters. */
export function meetsRequirement(password: string, requirement: PasswordRequirement): boolean {
  switch (requirement.name) {
    case 'minLength':
      return password.length >= requirement.count
    case 'uppercase':
      return /[A-Z]/u.test(password)
    case 'number':
      return /[0-9]/u.test(password)
    case 'special':
      return Array.from(password).some((character) => specialCharacters.includes(character))
  }
}

/** Whether no server takes it, whatever the policy. */
export function isTooLong(password: string): boolean {
  return utf8Length(password) > maxPasswordBytes
}

function utf8Length(text: string): number {
  return Array.from(text).reduce((bytes, character) => {
    const code = character.codePointAt(0) ?? 0
    return bytes + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4)
  }, 0)
}

/** A policy as the fields of an error, for a window to which nobody told it before. */
export function policyAsFields(policy: PasswordPolicy): Record<string, string> {
  return Object.fromEntries(passwordRequirements(policy).map((one) => [one.name, 'count' in one ? String(one.count) : 'required']))
}

/** The policy that `policyAsFields` wrote down; null where the fields are none. */
export function policyFromFields(fields: Record<string, string> | undefined): PasswordPolicy | null {
  const minLength = Number(fields?.['minLength'])
  if (fields === undefined || !Number.isInteger(minLength)) return null
  return { enabled: true, minLength, requireUppercase: 'uppercase' in fields, requireNumber: 'number' in fields, requireSpecial: 'special' in fields }
}
