import { fingerprintLengths } from '#shared/domain/policyChange'
import type { DraftedSettings } from '#shared/domain/securityDraft'
import type { SecuritySettingName, SecuritySettings } from '#shared/domain/securitySettings'

/** Settings as the person wants them; numbers may be out of range while they are typed, and NaN where what is typed is none. */
export type SecurityDraft = { [N in SecuritySettingName]?: SecuritySettings[N] | undefined }

/** As it is kept on the disk. What is no value at all yet, and a text that is longer than any fingerprint, stay out. */
export function toKept(draft: SecurityDraft): DraftedSettings {
  const { passwordPolicy, maxKeyExpirationDays, requiredEncryptionKey, ...switches } = draft
  const kept: Record<string, unknown> = { ...switches }
  if (passwordPolicy !== undefined) kept['passwordPolicy'] = passwordPolicy && { ...passwordPolicy, minLength: Number.isNaN(passwordPolicy.minLength) ? null : passwordPolicy.minLength }
  if (maxKeyExpirationDays !== undefined && !Number.isNaN(maxKeyExpirationDays)) kept['maxKeyExpirationDays'] = maxKeyExpirationDays
  if (requiredEncryptionKey !== undefined && (requiredEncryptionKey?.length ?? 0) <= fingerprintLengths.most) kept['requiredEncryptionKey'] = requiredEncryptionKey
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined))
}

export function fromKept({ passwordPolicy, ...others }: DraftedSettings): SecurityDraft {
  if (passwordPolicy === undefined) return others
  return { ...others, passwordPolicy: passwordPolicy && { ...passwordPolicy, minLength: passwordPolicy.minLength ?? Number.NaN } }
}
