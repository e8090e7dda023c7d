import { mkdir, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { gatehouseActions, type Offer, type Reason, type WayOut } from '#shared/rules/actionAccess'
import { matrixTable } from '../../support/accessMatrix/matrixTable'
import { roles } from '../../support/accessMatrix/matrixWorld'
import { policyStates, runMatrix, signIns, type Cell } from '../../support/accessMatrix/runMatrix'

let cells: Cell[] = []
beforeAll(async () => {
  cells = await runMatrix()
  const folder = resolve(import.meta.dirname, '../../../out')
  await mkdir(folder, { recursive: true })
  await writeFile(resolve(folder, 'access-matrix.md'), matrixTable(cells))
}, 120_000)

const name = ({ signIn, role, policyState, action, offer, attempted }: Cell) => `${signIn} · ${role} · ${policyState} · ${action}: ${JSON.stringify(offer)} — ${attempted.said}`
const reasonOf = (offer: Offer): Reason | null => (offer.offered === false ? offer.because : null)

describe('what the window offers', () => {
  it('is asked for every sign-in, role, policy state and action', () => {
    expect(new Set(cells.map(({ signIn, role, policyState, action }) => [signIn, role, policyState, action].join())).size).toBe(signIns.length * roles.length * Object.keys(policyStates).length * gatehouseActions.length)
  })

  it('is what the server allows, no more and no less', () => {
    expect(cells.filter(({ offer, attempted }) => (offer.offered === true) !== attempted.allowed).map(name)).toEqual([])
  })

  it('is known wherever the server answers', () => {
    expect(cells.filter(({ offer }) => offer.offered === 'unknown').map(name)).toEqual([])
  })

  it('comes with a way out that leads on: what is in the way is in the way no more', () => {
    const keyOf = ({ signIn, role, policyState, action }: Cell) => [signIn, role, policyState, action].join()
    const byKey = new Map(cells.map((cell) => [keyOf(cell), cell]))
    const taken: Record<Exclude<WayOut, 'acceptInvitation'>, Partial<Cell>> = {
      useSession: { signIn: 'session with 2FA' },
      verifyCode: { signIn: 'session with 2FA' },
      turnOnTwoFactor: { signIn: 'session with 2FA' },
      provePassword: { policyState: 'password policy, proven' },
      askSuperAdmin: { role: 'org_super_admin' },
      setKeyExpiry: { signIn: 'expiring key' },
      useSecureKey: { signIn: 'hashed key' }
    }
    // A legacy key has no role whoever its owner is; somebody has to give it one.
    const withWayOut = cells.filter(({ offer, signIn }) => offer.offered === false && signIn !== 'legacy key')
    const stuck = withWayOut.filter((cell) => {
      if (cell.offer.offered !== false || cell.offer.wayOut === 'acceptInvitation') return true
      const next = byKey.get(keyOf({ ...cell, ...taken[cell.offer.wayOut] }))
      return next === undefined || JSON.stringify(reasonOf(next.offer)) === JSON.stringify(cell.offer.because)
    })
    expect(stuck.map(name)).toEqual([])
    expect([...new Set(withWayOut.map(({ offer }) => (offer.offered === false ? offer.wayOut : '')))].sort()).toEqual(Object.keys(taken).sort())
  })
})
