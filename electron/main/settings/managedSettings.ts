import { isDeepStrictEqual } from 'node:util'
import type { Settings } from '#shared/domain/settings'
import { AppError } from '#shared/errors/appError'
import { isManaged, managedSettings } from '#shared/rules/managedSettings'
import type { PolicyRepository } from './policyRepository'
import type { SettingsChange, SettingsRepository } from './settingsRepository'

/**
 * The settings as the policy leaves them. The person's own stay in the file and hold again when the policy goes.
 * `update` throws AppError `managed`, which names each field under `fieldErrors`, and stores nothing then.
 */
export function createManagedSettings(own: SettingsRepository, policy: PolicyRepository): SettingsRepository {
  const listeners = new Set<(settings: Settings) => void>()
  let told: Settings | null = null
  const inForce = (settings: Settings): Settings => managedSettings(settings, policy.current())
  const tell = (settings: Settings): void => {
    if (isDeepStrictEqual(told, settings)) return
    told = settings
    for (const listener of [...listeners]) listener(settings)
  }
  own.onChange((settings) => tell(inForce(settings)))
  policy.onChange(() => void own.read().then((settings) => tell(inForce(settings))))

  return {
    read: async () => inForce(await own.read()),
    async update(change) {
      refuseManaged(change, inForce(await own.read()), policy)
      // What is managed and asked for as it is anyway is not the person's choice.
      const free = Object.fromEntries(Object.entries(change).filter(([name]) => !isManaged(policy.current(), name)))
      return inForce(await own.update(free))
    },
    onChange(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    }
  }
}

function refuseManaged(change: SettingsChange, settings: Settings, policy: PolicyRepository): void {
  const { idleLockMaximumMinutes: most } = policy.current()
  const tooLate = (minutes: number | null | undefined): boolean => most !== null && minutes !== undefined && (minutes === null || minutes > most)
  const refused = Object.entries(change)
    .filter(([name, value]) => value !== undefined && !isDeepStrictEqual(value, settings[name as keyof Settings]))
    .filter(([name]) => isManaged(policy.current(), name) || (name === 'idleLockMinutes' && tooLate(change.idleLockMinutes)))
    .map(([name]) => name)
  if (refused.length > 0) throw managedError(refused)
}

/** @param fields what the administrator manages, as it is called in the policy file */
export function managedError(fields: readonly string[]): AppError {
  return new AppError({ code: 'managed', message: `Managed by the administrator of this computer: ${fields.join(', ')}.`, retryable: false, fieldErrors: Object.fromEntries(fields.map((field) => [field, 'managed'])) })
}
