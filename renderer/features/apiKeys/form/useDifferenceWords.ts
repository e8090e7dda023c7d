import { useI18n } from 'vue-i18n'
import type { KeyState } from '#shared/domain/apiKey'
import type { KeyApp } from '#shared/domain/keyInventory'
import type { Known } from '#shared/domain/organizationSecurity'
import type { KeyDifference } from '#shared/rules/keyDifference'
import { visibleName } from '#shared/rules/visibleText'
import { useKeyWords } from '../useKeyWords'

export interface DifferenceWords {
  /** What differs: a field, or the role on an app. */
  field: (difference: KeyDifference, apps: Known<readonly KeyApp[]>) => string
  value: (field: KeyDifference['field'], value: string | boolean | null) => string
  /** What a key has there. */
  valueIn: (state: KeyState, difference: KeyDifference) => string
}

/** Differences between two states of a key, in words. */
export function useDifferenceWords(): DifferenceWords {
  const { d } = useI18n()
  const { t, roleName, appName } = useKeyWords()

  function value(field: KeyDifference['field'], given: string | boolean | null): string {
    if (typeof given === 'boolean') return t(given ? 'manage.yes' : 'manage.no')
    if (given === null) return t(field === 'expiresAt' ? 'expiry.never' : 'role.none')
    if (field === 'expiresAt') return d(new Date(given), 'dayAndTime')
    return field === 'name' ? visibleName(given) : roleName(given)
  }

  function valueIn(state: KeyState, difference: KeyDifference): string {
    switch (difference.field) {
      case 'app':
        return value('app', state.roles.apps.find(({ appId }) => appId === difference.appId)?.role ?? null)
      case 'organizationRole':
        return value('organizationRole', state.roles.organizationRole)
      default:
        return value(difference.field, state[difference.field])
    }
  }

  return {
    field: (difference, apps) =>
      difference.field === 'app' ? appName({ appId: difference.appId, app: (apps.known ? apps.value.find(({ id }) => id === difference.appId) : undefined) ?? null, role: '' }) : t(`manage.field.${difference.field}`),
    value,
    valueIn
  }
}
