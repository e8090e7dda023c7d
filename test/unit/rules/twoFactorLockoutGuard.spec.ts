import { describe, expect, it } from 'vitest'
import type { Member } from '#shared/domain/member'
import type { Actor, Completeness, Known, OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { judgeEnforcingTwoFactor, judgeRelaxingTwoFactor, overrideMatches, type TwoFactorVerdict } from '#shared/rules/twoFactorLockoutGuard'
import { lookUpFailure, member, ownUserId, security } from '../../support/organizationSecurityFixtures'

const unknownFact = { known: false, why: lookUpFailure } as const
const facts: Record<'yes' | 'no' | 'unknown', Known<boolean>> = { yes: { known: true, value: true }, no: { known: true, value: false }, unknown: unknownFact }
const completenesses: Completeness[] = [{ state: 'complete' }, { state: 'incomplete', received: 999, expected: 1000 }, { state: 'failed', why: lookUpFailure }]
const secondSuperAdmins: Record<string, Member[]> = {
  none: [],
  compliant: [member('second', 'enabled', 'org_super_admin')],
  'without 2FA': [member('second', 'notEnabled', 'org_super_admin')],
  'of unknown status': [member('second', 'unknown', 'org_super_admin')],
  invited: [member('second', 'pending', 'org_super_admin')],
  'an admin only': [member('second', 'enabled', 'org_admin')],
  'one of two compliant': [member('second', 'notEnabled', 'org_super_admin'), member('third', 'enabled', 'org_super_admin')]
}

interface Situation {
  name: string
  security: OrganizationSecurity
}

function* everySituation(): Generator<Situation> {
  for (const ownStatus of ['enabled', 'notEnabled', 'unknown'] as const)
    for (const [credential, level] of [['session', 'aal2'], ['session', 'aal1'], ['apiKey', null]] as const)
      for (const [second, others] of Object.entries(secondSuperAdmins))
        for (const strangers of [0, 1, 3])
          for (const permission of ['yes', 'no', 'unknown'] as const)
            for (const setting of ['no', 'unknown'] as const)
              for (const membersCompleteness of completenesses)
                for (const twoFactorCompleteness of completenesses)
                  yield {
                    name: [ownStatus, credential, level, second, strangers, permission, setting, membersCompleteness.state, twoFactorCompleteness.state].join(' · '),
                    security: security({
                      actor: { userId: ownUserId, credential, level, twoFactor: ownStatus },
                      members: [
                        member(ownUserId, ownStatus, 'org_super_admin'),
                        ...others,
                        ...Array.from({ length: strangers }, (_, index) => member(`stranger-${index}`, 'unknown'))
                      ],
                      mayUpdateSettings: facts[permission],
                      enforcesTwoFactor: facts[setting],
                      membersCompleteness,
                      twoFactorCompleteness
                    })
                  }
}

/** Who is certain to get in after enforcement, judged from the data alone and not by the rule under test. */
function certainSuperAdmins({ members }: OrganizationSecurity): Member[] {
  return members.filter((someone) => someone.role === 'org_super_admin' && someone.twoFactor === 'enabled')
}

describe('the 2FA lockout guard over its full matrix', () => {
  const situations = [...everySituation()]
  const judged = situations.map((situation) => ({ ...situation, verdict: judgeEnforcingTwoFactor(situation.security) }))
  const failing = (broken: (entry: { security: OrganizationSecurity; verdict: TwoFactorVerdict }) => boolean) => judged.filter(broken).map(({ name }) => name)

  it('covers every combination once', () => {
    expect(new Set(situations.map(({ name }) => name)).size).toBe(3 * 3 * 7 * 3 * 3 * 2 * 3 * 3)
  })

  it('never lets a person lock themself out', () => {
    expect(failing(({ security: { actor }, verdict }) => verdict.blockers.length === 0 && actor.twoFactor !== 'enabled')).toEqual([])
  })

  it('never lets a request through that the server refuses by its own rules', () => {
    const refused = (actor: Actor) => actor.credential === 'apiKey' || actor.twoFactor === 'notEnabled' || (actor.level === 'aal1' && actor.twoFactor === 'enabled')
    expect(failing(({ security: { actor }, verdict }) => refused(actor) && verdict.blockers.length === 0)).toEqual([])
  })

  it('sends a person who turned on 2FA after signing in to sign in again, and nobody else', () => {
    const tooLow = ({ actor }: OrganizationSecurity) => actor.level === 'aal1' && actor.twoFactor === 'enabled'
    expect(failing(({ security: state, verdict }) => tooLow(state) !== verdict.blockers.includes('sessionLevelTooLow'))).toEqual([])
  })

  it('does so for switching off as well, which the server refuses such a session too', () => {
    const tooLow = ({ actor }: OrganizationSecurity) => actor.level === 'aal1' && actor.twoFactor === 'enabled'
    expect(situations.filter(({ security: state }) => tooLow(state) !== judgeRelaxingTwoFactor(state).includes('sessionLevelTooLow')).map(({ name }) => name)).toEqual([])
  })

  it('blocks on what is not permitted and on what is not known', () => {
    const certain = ({ mayUpdateSettings, enforcesTwoFactor }: OrganizationSecurity) => mayUpdateSettings.known && mayUpdateSettings.value && enforcesTwoFactor.known
    expect(failing(({ security: state, verdict }) => !certain(state) && verdict.blockers.length === 0)).toEqual([])
  })

  it('blocks nobody who meets every condition', () => {
    const meets = ({ actor, mayUpdateSettings, enforcesTwoFactor }: OrganizationSecurity) =>
      actor.credential === 'session' && actor.level === 'aal2' && actor.twoFactor === 'enabled' && enforcesTwoFactor.known && mayUpdateSettings.known && mayUpdateSettings.value
    expect(failing(({ security: state, verdict }) => meets(state) && verdict.blockers.length > 0)).toEqual([])
  })

  it('asks for the typed name wherever a second compliant super admin is not certain', () => {
    const certain = (state: OrganizationSecurity) => certainSuperAdmins(state).some(({ id }) => id !== ownUserId)
    expect(failing(({ security: state, verdict }) => !certain(state) !== verdict.warnings.includes('noSecondSuperAdmin'))).toEqual([])
  })

  it('asks for the typed name wherever somebody of unknown status may lose access', () => {
    expect(failing(({ security: state, verdict }) => state.members.some(({ twoFactor }) => twoFactor === 'unknown') !== verdict.warnings.includes('unknownMembers'))).toEqual([])
  })

  it('asks for the typed name wherever a look-up was cut short or failed', () => {
    const whole = ({ membersCompleteness, twoFactorCompleteness }: OrganizationSecurity) => membersCompleteness.state === 'complete' && twoFactorCompleteness.state === 'complete'
    expect(failing(({ security: state, verdict }) => whole(state) === verdict.warnings.includes('incompleteMembers'))).toEqual([])
  })

  it('names exactly the members without 2FA as losing access and keeps the unknown apart', () => {
    const ids = (members: readonly Member[]) => members.map(({ id }) => id).join()
    expect(
      failing(
        ({ security: { members }, verdict }) =>
          ids(verdict.losingAccess) !== ids(members.filter(({ twoFactor }) => twoFactor === 'notEnabled')) ||
          ids(verdict.unknown) !== ids(members.filter(({ twoFactor }) => twoFactor === 'unknown'))
      )
    ).toEqual([])
  })

  it('never counts an invitation as losing access, as unknown, or as a second super admin', () => {
    const pending = (members: readonly Member[]) => members.some(({ twoFactor }) => twoFactor === 'pending')
    expect(failing(({ verdict }) => pending(verdict.losingAccess) || pending(verdict.unknown) || pending(verdict.otherSuperAdminsKeepingAccess))).toEqual([])
  })

  it('lets an API key and a person without 2FA switch enforcement off where they are permitted to', () => {
    const blocked = situations.filter(({ security: state }) => {
      const tooLow = state.actor.level === 'aal1' && state.actor.twoFactor === 'enabled'
      const allowed = !tooLow && state.enforcesTwoFactor.known && state.mayUpdateSettings.known && state.mayUpdateSettings.value
      return allowed !== (judgeRelaxingTwoFactor(state).length === 0)
    })
    expect(blocked.map(({ name }) => name)).toEqual([])
  })
})

describe('the typed override', () => {
  it.each([
    ['Harbour Lights', 'Harbour Lights', true],
    ['  harbour   lights ', 'Harbour Lights', true],
    ['Zoe\u0308 GmbH', 'Zoë GmbH', true],
    ['Harbour[U+200B] Lights', 'Harbour\u200B Lights', true],
    ['harbour\u200B lights', 'Harbour\u200B Lights', true],
    ['Harbour Lights', 'Harbour\u200B Lights', false],
    ['[U+FEFF]', '\uFEFF', true],
    ['Harbour Light', 'Harbour Lights', false],
    ['Harbour', 'Harbour Lights', false],
    ['', 'Harbour Lights', false],
    ['', '', false],
    [' ', '   ', false]
  ])('%j for %j: %j', (typed, name, expected) => {
    expect(overrideMatches(typed, name)).toBe(expected)
  })
})
