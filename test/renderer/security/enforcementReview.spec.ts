import { afterEach, describe, expect, it } from 'vitest'
import { AppError, type ErrorCode } from '#shared/errors/appError'
import type { ChannelOutput } from '#shared/ipc/contract'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { inventory } from '../../support/keyInventoryFixtures'
import { lookUpFailure, manyMembers, member, noPolicies, organizationId, ownUserId, security } from '../../support/organizationSecurityFixtures'
import { later } from '../support/fakeDesktop'
import { usePresenceStore } from '../../../renderer/stores/presence'
import { changedTo, chooseOrganization, openSecurityPage, otherOrganizationId, type SecurityPageMounted } from './securityPageHarness'
import { settled } from '../support/mountInApp'

const channel = 'organizationSecurity.applySettings'
const enforced = { known: true, value: true } as const
type Outcome = ChannelOutput<typeof channel>

function failing(code: ErrorCode, foundState?: string): () => never {
  return () => {
    throw new AppError({ code, message: code, retryable: false, ...(foundState === undefined ? {} : { details: { foundState } }) })
  }
}

async function review(page: SecurityPageMounted): Promise<void> {
  await page.theSwitch().trigger('click')
  await settled()
  if (page.hasButton('Review and apply')) await press(page, 'Review and apply')
}

async function press(page: SecurityPageMounted, name: string | RegExp): Promise<void> {
  await page.button(name).trigger('click')
  await settled()
}

/** As the server has it; a switch that is moved and not applied says so. */
const isOn = (page: SecurityPageMounted) => page.theSwitch().attributes('aria-checked') === 'true' && !page.text().includes('not applied yet')
const settings = { enforcesTwoFactor: false, ...noPolicies }
const nowEnforced = (changes: Parameters<typeof security>[0] = {}, outcome: Parameters<typeof changedTo>[3] = 'applied') => changedTo(security({ enforcesTwoFactor: enforced, ...changes }), settings, { enforcesTwoFactor: true }, outcome)
const isReviewing = (page: SecurityPageMounted) => page.wrapper.find('dialog').exists()

let opened: SecurityPageMounted | null = null
async function open(...given: Parameters<typeof openSecurityPage>): Promise<SecurityPageMounted> {
  opened = await openSecurityPage(...given)
  return opened
}
afterEach(() => {
  opened?.wrapper.unmount()
  opened = null
})

describe('the switch', () => {
  it('is named by its label, says its state, and stays until main has read the change back', async () => {
    const answer = later<Outcome>()
    const page = await open(security(), { [channel]: () => answer.promise })
    expect(page.theSwitch().attributes('aria-label')).toBe('Require 2FA for All Members')
    expect(page.text()).toContain('Disabled')
    await review(page)
    await press(page, 'Enforce 2FA for 2 members')
    expect(isOn(page)).toBe(false)
    answer.resolve(nowEnforced())
    await settled()
    expect(isOn(page)).toBe(true)
    expect(isReviewing(page)).toBe(false)
  })

  it('does not claim that anything is being sent while the person is asked to show that it is still them', async () => {
    const page = await open(security(), { [channel]: failing('presenceNeeded', 'password') })
    await review(page)
    await press(page, /^Enforce 2FA/u)
    expect(page.hasButton('Not sent yet: waiting until you show that it is you')).toBe(true)
    expect(page.hasButton(/^Enforcing 2FA/u)).toBe(false)
    expect(page.fake.inputsOf(channel)).toHaveLength(1)
    const answer = later<Outcome>()
    page.fake.answer(channel, () => answer.promise)
    page.fake.answer('presence.prove', () => ({ until: new Date(Date.now() + 60_000).toISOString() }))
    await usePresenceStore().prove('the password')
    await settled()
    expect(page.hasButton('Enforcing 2FA, then reading it back')).toBe(true)
    answer.resolve(nowEnforced())
    await settled()
    expect(isOn(page)).toBe(true)
  })

  it.each<[ErrorCode, string | undefined]>([
    ['forbidden', undefined],
    ['policyViolation', undefined],
    ['lockoutBlocked', 'othersAffected'],
    ['notApplied', undefined],
    ['outcomeUnknown', 'unchangedSoFar'],
    ['conflict', 'changeInFlight'],
    ['offline', undefined],
    ['rateLimited', undefined],
    ['sessionEnded', undefined],
    ['unexpected', undefined]
  ])('stands where the server is after %s (%s), which was read again', async (code, foundState) => {
    const page = await open(security(), { [channel]: failing(code, foundState) })
    await review(page)
    await press(page, /^Enforce 2FA/u)
    expect(isOn(page)).toBe(false)
    expect(page.fake.inputsOf(channel)).toHaveLength(1)
    expect(page.fake.inputsOf('organizationSecurity.read')).toHaveLength(2)
    expect(page.wrapper.find('[role=alert]').exists()).toBe(true)
  })

  it('shows the change that turned out to be made after all', async () => {
    const page = await open()
    page.fake.answer(channel, () => {
      page.server.security = security({ enforcesTwoFactor: enforced })
      return failing('outcomeUnknown')()
    })
    await review(page)
    await press(page, /^Enforce 2FA/u)
    expect(isOn(page)).toBe(true)
    expect(page.hasButton(/^Enforce 2FA/u)).toBe(false)
    expect(page.text()).toContain('it stood at “Require 2FA for All Members: Enabled”')
  })

  it('is unknown where nothing could be read after a lost answer, and cannot be operated', async () => {
    const page = await open(security(), { [channel]: failing('outcomeUnknown') })
    await review(page)
    page.fake.answer('organizationSecurity.read', failing('offline'))
    await press(page, /^Enforce 2FA/u)
    await press(page, 'Close')
    expect(page.text()).toContain('Unknown')
    expect(page.text()).toContain('its answer was lost')
    await review(page)
    expect(isReviewing(page)).toBe(false)
  })

  it('cannot be operated while the setting is not known, and says why', async () => {
    const page = await open(security({ enforcesTwoFactor: { known: false, why: lookUpFailure } }))
    expect(page.theSwitch().attributes('aria-disabled')).toBe('true')
    expect(page.text()).toContain('Whether 2FA is enforced could not be read')
    await review(page)
    expect(isReviewing(page)).toBe(false)
  })
})

describe('what blocks', () => {
  it('is said beforehand, with the way to sign in by e-mail for an API key', async () => {
    const page = await open(security({ actor: { userId: ownUserId, credential: 'apiKey', level: null, twoFactor: 'enabled' } }))
    expect(page.text()).toContain('You are signed in with an API key.')
    await press(page, 'Sign in with e-mail')
    expect(page.router.currentRoute.value.path).toBe('/welcome')
  })

  it('leads to turning 2FA on where the own one is missing, also from the review, which makes room', async () => {
    const actor = { userId: ownUserId, credential: 'session', level: 'aal1', twoFactor: 'notEnabled' } as const
    const page = await open(security({ actor }), { 'account.security': () => ({ email: 'ines@example.com', factors: [], level: 'aal1' }) })
    await press(page, 'Turn on 2FA')
    expect(page.dialog().text()).toContain('Step 1 of 3')
    await press(page, 'Cancel')
    await review(page)
    await page.dialog().get('footer').findAll('button').find((button) => button.text() === 'Turn on 2FA')?.trigger('click')
    await settled()
    expect(page.wrapper.findAll('dialog')).toHaveLength(1)
    expect(page.dialog().text()).toContain('It sends six digits to ines@example.com')
  })

  it('names the roles that may, where the own one may not', async () => {
    const page = await open(security({ mayUpdateSettings: { known: true, value: false } }))
    expect(page.text()).toContain('Super admins and admins may.')
  })

  it('is not put down to the role where the organization is closed to the person', async () => {
    const closed = { id: organizationId, name: 'Harbour Lights', role: 'org_super_admin', invited: false, enforcesTwoFactor: false, policies: null }
    const page = await open(security({ mayUpdateSettings: { known: true, value: false } }))
    page.fake.answer('organizations.list', () => [{ ...closed, blockedBy: ['passwordPolicy'] }])
    await useOrganizationsStore(page.pinia).load()
    await settled()
    expect(page.text()).toContain('closed to you until you prove your password, so you can change nothing in it')
    expect(page.text()).not.toContain('Super admins and admins may.')
  })

  it('is shown to a role that may not as a preview without a confirmation', async () => {
    const page = await open(security({ mayUpdateSettings: { known: true, value: false }, members: [member(ownUserId, 'enabled'), ...manyMembers(3).slice(2)] }))
    await review(page)
    expect(page.dialog().get('h2').text()).toBe('Preview: require 2FA for all members')
    expect(page.dialog().text()).toContain('3 members lose access at once')
    expect(page.dialog().text()).not.toContain('No other super admin')
    expect(page.hasButton(/^Enforce 2FA/u)).toBe(false)
    await press(page, 'Close')
    expect(isReviewing(page)).toBe(false)
  })

  it('has its way out where the confirmation is', async () => {
    const page = await open(security({ actor: { userId: ownUserId, credential: 'apiKey', level: null, twoFactor: 'enabled' } }))
    await review(page)
    await page.dialog().get('footer').findAll('button').find((button) => button.text() === 'Sign in with e-mail')?.trigger('click')
    await settled()
    expect(page.router.currentRoute.value.path).toBe('/welcome')
  })

  it('cannot be outweighed in the review', async () => {
    const page = await open(security({ actor: { userId: ownUserId, credential: 'session', level: 'aal2', twoFactor: 'unknown' }, members: manyMembers(1, [member('u', 'unknown')]) }))
    await review(page)
    const confirm = page.button(/^Enforce 2FA/u)
    expect(confirm.attributes('disabled')).toBeDefined()
    expect(page.dialog().find('input[aria-label="Name of the organization"]').exists()).toBe(false)
    await confirm.trigger('click')
    await settled()
    expect(page.fake.inputsOf(channel)).toEqual([])
  })
})

describe('the review', () => {
  it('counts and names who loses access, may lose it, and joins', async () => {
    const page = await open(security({ members: manyMembers(12, [member('u', 'unknown'), member('p', 'pending')]) }))
    await review(page)
    const words = page.dialog().text()
    for (const part of ['12 members lose access at once', '1 member of unknown status may lose access', '1 invited person will need 2FA on joining', '2 members keep access']) expect(words).toContain(part)
    await page.dialog().get('input[aria-label="Search the members listed here"]').setValue('member-000003')
    expect(page.dialog().text()).toContain('1 shown of 14')
    expect(page.dialog().text()).toContain('member-000003@example.com')
  })

  it('says when a super admin is among those who lose access, and calls nobody a super admin who is none', async () => {
    const admin = member(ownUserId, 'enabled', 'org_admin')
    const page = await open(security({ members: [admin, member('one', 'enabled', 'org_super_admin'), member('two', 'enabled', 'org_super_admin'), member('three', 'notEnabled', 'org_super_admin')] }))
    await review(page)
    expect(page.dialog().text()).toContain('1 super admin is among them')
    expect(page.dialog().text()).toContain('You keep access, and so do 2 super admins.')
  })

  it('lists whom it touches by role as well', async () => {
    const page = await open(security({ members: manyMembers(2, [member('z', 'notEnabled', 'org_admin', 'zoe@example.com')]) }))
    await review(page)
    const firstRow = () => page.dialog().find('[aria-rowindex="2"]').text()
    expect(firstRow()).toContain('member-000000')
    await page.dialog().findAll('button').find((button) => button.text() === 'Role')?.trigger('click')
    await settled()
    expect(firstRow()).toContain('zoe@example.com')
  })

  it('asks for the typed name when something could go wrong, and takes no other', async () => {
    const page = await open(security({ members: [member(ownUserId, 'enabled', 'org_super_admin'), ...manyMembers(1).slice(2)] }))
    await review(page)
    expect(page.dialog().text()).toContain('No other super admin is known to keep access.')
    const typed = page.dialog().get('input[aria-label="Name of the organization"]')
    for (const wrong of ['', 'Harbour', 'yes']) {
      await typed.setValue(wrong)
      expect(page.button(/^Enforce 2FA/u).attributes('disabled')).toBeDefined()
    }
    await typed.setValue('harbour  lights')
    await press(page, 'Enforce 2FA for 2 members')
    expect(page.fake.inputsOf(channel)).toEqual([{ organizationId: security().organizationId, change: { enforcesTwoFactor: true }, base: settings, judgedOn: { security: security().readingId, keys: inventory([]).readingId }, override: { name: 'harbour  lights', outweighs: ['noSecondSuperAdmin'] } }])
  })

  it('explains each warning by itself', async () => {
    const page = await open(security({ members: [member('u', 'unknown')], twoFactorCompleteness: { state: 'failed', why: lookUpFailure } }))
    await review(page)
    expect(page.dialog().findAll('.review-risks__warnings li')).toHaveLength(3)
  })

  it('sends no override where none was needed', async () => {
    const page = await open(security({ members: manyMembers(3) }))
    await review(page)
    await press(page, 'Enforce 2FA for 5 members')
    expect(page.fake.inputsOf(channel)).toEqual([{ organizationId: security().organizationId, change: { enforcesTwoFactor: true }, base: settings, judgedOn: { security: security().readingId, keys: inventory([]).readingId }, override: null }])
  })

  it('sends once, however often it is confirmed', async () => {
    const answer = later<Outcome>()
    const page = await open(security(), { [channel]: () => answer.promise })
    await review(page)
    const confirm = page.button(/^Enforce 2FA/u)
    await Promise.all([confirm.trigger('click'), confirm.trigger('click'), confirm.trigger('click')])
    await settled()
    await confirm.trigger('click')
    expect(page.fake.inputsOf(channel)).toHaveLength(1)
  })

  it('shows the new numbers when more would lose access than were shown, and asks again', async () => {
    const page = await open(security({ members: manyMembers(2) }))
    const second = 'b7a3e1c2-6f0d-4d1c-9a55-2f1f0f7c3b02'
    page.fake.answer(channel, ({ judgedOn: { security: judgedOn } }) => {
      page.server.security = security({ readingId: second, members: manyMembers(5) })
      if (judgedOn !== second) failing('lockoutBlocked', 'othersAffected')()
      return nowEnforced({ members: manyMembers(5) })
    })
    await review(page)
    await press(page, /^Enforce 2FA/u)
    expect(page.dialog().get('[role=alert]').text()).toContain('2 lost access then, 5 would now.')
    expect(page.dialog().text()).toContain('5 members lose access at once')
    await press(page, 'Enforce 2FA for 7 members')
    expect(page.fake.inputsOf(channel).map(({ judgedOn }) => judgedOn.security)).toEqual([security().readingId, second])
    expect(isOn(page)).toBe(true)
  })

  it('forgets the typed name when it has to ask again', async () => {
    const unsure = security({ members: manyMembers(1, [member('u', 'unknown')]) })
    const page = await open(unsure, { [channel]: failing('lockoutBlocked', 'othersAffected') })
    await review(page)
    await page.dialog().get('input[aria-label="Name of the organization"]').setValue('Harbour Lights')
    await press(page, /^Enforce 2FA/u)
    expect(page.button(/^Enforce 2FA/u).attributes('disabled')).toBeDefined()
  })

  it('offers nothing but reading again while the outcome is not known', async () => {
    const page = await open(security(), { [channel]: failing('outcomeUnknown', 'unchangedSoFar') })
    await review(page)
    await press(page, /^Enforce 2FA/u)
    expect(page.hasButton(/^Enforce 2FA/u)).toBe(false)
    page.server.security = security({ enforcesTwoFactor: enforced })
    await press(page, 'Read again')
    expect(page.dialog().get('[role=alert]').text()).toContain('it stood at “Require 2FA for All Members: Enabled”')
  })

  it('closes on Escape and gives the focus back to the switch', async () => {
    const page = await open()
    const opener = page.theSwitch().element as HTMLElement
    opener.focus()
    await review(page)
    expect(document.activeElement).toBe(page.dialog().get('h2').element)
    await page.dialog().trigger('keydown', { key: 'Escape' })
    await settled()
    expect(isReviewing(page)).toBe(false)
    expect(document.activeElement).toBe(opener)
    expect(page.fake.inputsOf(channel)).toEqual([])
  })

  it('cannot be closed while the request is on its way', async () => {
    const answer = later<Outcome>()
    const page = await open(security(), { [channel]: () => answer.promise })
    await review(page)
    await press(page, /^Enforce 2FA/u)
    await page.dialog().trigger('keydown', { key: 'Escape' })
    await page.dialog().trigger('cancel')
    await page.button('Cancel').trigger('click')
    expect(isReviewing(page)).toBe(true)
  })

  it('closes when another organization is opened, and its late failure is not shown there', async () => {
    const answer = later<Outcome>()
    const page = await open(security(), { [channel]: () => answer.promise })
    await review(page)
    await press(page, /^Enforce 2FA/u)
    await chooseOrganization(page, otherOrganizationId)
    answer.reject(new AppError({ code: 'forbidden', message: 'late', retryable: false }))
    await settled()
    expect(isReviewing(page)).toBe(false)
    expect(page.wrapper.find('[role=alert]').exists()).toBe(false)
  })
})

describe('switching off, and undoing', () => {
  it('says who regains access and sends the change', async () => {
    const page = await open(security({ members: manyMembers(3), enforcesTwoFactor: enforced }))
    await review(page)
    expect(page.dialog().text()).toContain('3 members regain access at once')
    await press(page, 'Stop requiring 2FA for 5 members')
    expect(page.fake.inputsOf(channel)).toMatchObject([{ change: { enforcesTwoFactor: false }, override: null }])
    expect(isOn(page)).toBe(false)
  })

  it('is open to an API key, with the warning that it could not switch on again', async () => {
    const page = await open(security({ enforcesTwoFactor: enforced, actor: { userId: ownUserId, credential: 'apiKey', level: null, twoFactor: 'enabled' } }))
    expect(page.text()).not.toContain('Why it cannot be')
    await review(page)
    expect(page.dialog().text()).toContain('you could not switch it on again afterwards')
    expect(page.button(/^Stop requiring/u).attributes('disabled')).toBeUndefined()
  })

  it('leads from an applied change to the review of the reverse', async () => {
    const page = await open(security({ members: manyMembers(3) }))
    await review(page)
    await press(page, /^Enforce 2FA/u)
    expect(page.text()).toContain('2FA is now enforced. The setting was read back and is as asked.')
    expect(document.activeElement?.textContent).toContain('2FA is now enforced.')
    await press(page, 'Undo…')
    expect(page.dialog().text()).toContain('3 members regain access at once')
  })

  it('offers no undo for what somebody else had done', async () => {
    const page = await open(security(), { [channel]: () => nowEnforced({}, 'alreadySo') })
    await review(page)
    await press(page, /^Enforce 2FA/u)
    expect(page.text()).toContain('2FA was enforced already')
    expect(page.hasButton('Undo…')).toBe(false)
  })
})
