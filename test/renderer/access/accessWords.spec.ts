import { defineComponent } from 'vue'
import { describe, expect, it } from 'vitest'
import { organizationPermissions } from '#shared/domain/organizationAccess'
import { gatehouseActions, type Reason } from '#shared/rules/actionAccess'
import { accessTroubles, type Cause } from '#shared/rules/accessTroubles'
import { useAccessWords, type AccessWords } from '../../../renderer/features/access/useAccessWords'
import { lookUpFailure } from '../../support/organizationSecurityFixtures'
import { mountInApp } from '../support/mountInApp'

async function wordsIn(language: 'en' | 'fr'): Promise<AccessWords> {
  let words: AccessWords | null = null
  const holder = defineComponent({
    setup() {
      words = useAccessWords()
      return () => null
    }
  })
  await mountInApp(holder, { language })
  if (words === null) throw new Error('The words were not made.')
  return words
}

const reasons: Reason[] = [
  { kind: 'sessionOnly' },
  { kind: 'keyWhileEnforced' },
  { kind: 'keyWithoutExpiry' },
  { kind: 'belowOwnLevel' },
  { kind: 'ownTwoFactorMissing' },
  { kind: 'blocked', by: 'twoFactor' },
  { kind: 'blocked', by: 'passwordPolicy' },
  { kind: 'invitationPending' },
  ...organizationPermissions.flatMap((permission): Reason[] => (['apiKey', 'session'] as const).map((of) => ({ kind: 'permissionMissing', permission, of }))),
  { kind: 'keyNotAccepted' },
  { kind: 'notShown' }
]
const causes: Cause[] = [
  ...reasons.map((because): Cause => ({ kind: 'refused', because, wayOut: 'askSuperAdmin' })),
  { kind: 'ownerKeptOut', by: 'twoFactor' },
  { kind: 'ownerKeptOut', by: 'passwordPolicy' },
  { kind: 'secureKeysOnly' },
  { kind: 'expiryRequired', withinDays: null },
  { kind: 'expiryRequired', withinDays: 1 },
  { kind: 'expiryRequired', withinDays: 90 },
  { kind: 'expiryLimited', withinDays: 1 },
  { kind: 'expiryLimited', withinDays: 365 },
  { kind: 'adminRolesWithheld' },
  { kind: 'policiesNotTold' },
  { kind: 'unknown', why: lookUpFailure }
]

describe.each(['en', 'fr'] as const)('the words of access in %s', (language) => {
  it('exist for every cause, each different, naming the organization where they speak of it', async () => {
    const { cause } = await wordsIn(language)
    const said = causes.map((one) => cause(one, 'Kestrel Bank'))
    expect(said.filter((words) => /access\.|\{|\}/u.test(words))).toEqual([])
    expect(new Set(said).size).toBe(causes.length)
    expect(cause({ kind: 'secureKeysOnly' }, 'Kestrel Bank')).toContain('Kestrel Bank')
  })

  it('exist for every action and every trouble', async () => {
    const { t } = await wordsIn(language)
    const said = [...gatehouseActions.map((action) => t(`action.${action}`)), ...accessTroubles.map((trouble) => t(`trouble.${trouble}.title`))]
    expect(said.filter((words) => words.startsWith('access.'))).toEqual([])
    expect(new Set(said).size).toBe(said.length)
  })

  it('write out what a hostile name hides', async () => {
    const { cause } = await wordsIn(language)
    expect(cause({ kind: 'secureKeysOnly' }, 'Bank\u202Eevil')).toContain('Bank[U+202E]evil')
  })
})
