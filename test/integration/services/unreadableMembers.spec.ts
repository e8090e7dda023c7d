import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { emailList } from '#shared/rules/emailList'
import { organizationSecuritySchema } from '#shared/domain/organizationSecurity'
import type { CapgoRequest, CapgoRequester } from '../../../electron/main/capgo/requester'
import type { Sandbox } from '../../../electron/main/sandbox'
import { readOrganizationSecurity } from '../../../electron/main/services/organizationSecurity'
import { signedInToSandbox } from '../../support/signedInToSandbox'

const open: Sandbox[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

type Row = Record<string, unknown>

/** The embedded server's own answers, in which rows of one function are not as they should be. */
async function readWith(rpc: string, change: (row: Row, index: number) => unknown, options: { members?: number } = {}) {
  const { active, sandbox } = await signedInToSandbox(options)
  open.push(sandbox)
  const requester: CapgoRequester = {
    ...active.requester,
    async send<S extends z.ZodType>(request: CapgoRequest<S>) {
      if (!request.path.includes(`/rpc/${rpc}`)) return active.requester.send(request)
      const answer = await active.requester.send({ ...request, answer: z.array(z.record(z.string(), z.unknown())) })
      const offset = Number(new URLSearchParams(request.path.split('?')[1]).get('offset'))
      return { ...answer, body: request.answer.parse(answer.body.map((row, index) => change(row, offset + index))) }
    }
  }
  const read = (through: CapgoRequester) => readOrganizationSecurity({ ...active, requester: through }, sandbox.demo.organizationId, Date.now)
  const [truth, security] = [await read(active.requester), await read(requester)]
  // What the window is told has to fit what it takes.
  expect(organizationSecuritySchema.safeParse(security).success).toBe(true)
  return { truth, security, unreadable: security.members.filter((member) => member.unreadable === true) }
}

const seventh = (changes: Row) => (row: Row, index: number) => (index === 7 ? { ...row, ...changes } : row)

describe('one row of the members that is not as it should be', () => {
  it.each([
    ['an e-mail of more than 1,000 characters', { email: `${'a'.repeat(1200)}@meridian.example` }],
    ['an e-mail that is a number', { email: 7 }],
    ['no e-mail at all', { email: undefined }]
  ])('has no address, and its own status; all others stand: %s', async (_what, changes) => {
    const { truth, security, unreadable } = await readWith('get_org_members', seventh(changes))
    const [one] = unreadable
    const was = truth.members.find(({ id }) => id === one?.id)
    expect(unreadable).toHaveLength(1)
    expect(one).toEqual({ ...was, email: '', unreadable: true })
    expect(security.members.filter(({ id }) => id !== one?.id)).toEqual(truth.members.filter(({ id }) => id !== one?.id))
    expect(security.membersCompleteness).toEqual({ state: 'complete' })
    expect(emailList(unreadable, 'comma')).toEqual({ text: '', count: 0, skipped: 1 })
  })

  it('keeps its address where something else of it is unreadable', async () => {
    const { truth, unreadable } = await readWith('get_org_members', seventh({ role: { name: 'x' } }))
    const was = truth.members.find(({ id }) => id === unreadable[0]?.id)
    expect(unreadable).toEqual([{ ...was, role: '', unreadable: true }])
  })

  it.each([
    ['an id that is a number', (row: Row, index: number) => (index === 7 ? { ...row, uid: 12 } : row)],
    ['no row at all', (row: Row, index: number) => (index === 7 ? null : row)]
  ])('is somebody whose status nobody knows where it names nobody, and nobody is missing: %s', async (_what, change) => {
    const { truth, security, unreadable } = await readWith('get_org_members', change)
    expect(unreadable).toMatchObject([{ twoFactor: 'unknown' }])
    expect(security.members).toHaveLength(truth.members.length)
    expect(security.membersCompleteness).toEqual({ state: 'complete' })
  })

  it('is one row beyond the first page too', async () => {
    const { truth, security, unreadable } = await readWith('get_org_members', (row, index) => (index === 1500 ? { ...row, uid: null, email: 'x'.repeat(5000) } : row), { members: 2000 })
    expect(security.membersCompleteness).toEqual({ state: 'complete' })
    expect(unreadable).toHaveLength(1)
    expect(security.members).toHaveLength(truth.members.length)
  })
})

describe('one row of who has 2FA that is not as it should be', () => {
  it('leaves that one’s status unknown, and says of it that it could not be read', async () => {
    const { truth, security, unreadable } = await readWith('check_org_members_2fa_enabled', seventh({ '2fa_enabled': 'yes' }))
    expect(unreadable).toMatchObject([{ twoFactor: 'unknown' }])
    expect(security.members.filter(({ twoFactor }) => twoFactor === 'unknown')).toHaveLength(1)
    expect(security.members.map(({ id }) => id)).toEqual(truth.members.map(({ id }) => id))
    expect(security.twoFactorCompleteness).toEqual({ state: 'complete' })
  })
})

it('a list of which no row names anybody is another format, and fails', async () => {
  const { security } = await readWith('get_org_members', () => ({ user: 'ada' }))
  expect(security.membersCompleteness).toMatchObject({ state: 'failed', why: { code: 'invalidResponse' } })
  expect(security.members).toEqual([])
})
