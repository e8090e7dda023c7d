import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { Sandbox, SandboxState } from '../../../electron/main/sandbox'
import { createKeyRevocationService, type KeyRevocationDeps } from '../../../electron/main/services/keyRevocation/keyRevocationService'
import { readKeyInventory } from '../../../electron/main/services/keyInventory'
import { journalInMemory } from '../../support/journalInMemory'
import { createMortal } from '../../support/mortal'
import { quietLog } from '../../support/quietLog'
import { signedInToSandbox } from '../../support/signedInToSandbox'

let sandbox: Sandbox | undefined
afterEach(() => sandbox?.close())

interface Binding {
  principal_id: string
  org_id: string
  scope_type: string
  app_id: string | null
  channel_id: string | null
  role_id: string
  reason: string | null
}
const bindingsOf = (state: SandboxState, rbacId: string): string[] =>
  ((state.tables['roleBindings'] ?? []) as Binding[])
    .filter(({ principal_id }) => principal_id === rbacId)
    .map(({ org_id, scope_type, app_id, channel_id, role_id, reason }) => JSON.stringify([org_id, scope_type, app_id, channel_id, role_id, reason]))
    .sort()

/** Somebody else's key of the samples, with a role on the organization and one on an app. */
async function somebodyElses(keyName = 'Warehouse preview') {
  const signedIn = await signedInToSandbox()
  sandbox = signedIn.sandbox
  const { organizationId } = signedIn.sandbox.demo
  const key = (await readKeyInventory(signedIn.active, organizationId, Date.now)).keys.find(({ name }) => name === keyName)
  if (key?.rbacId == null || !key.bindings.known) throw new Error('The samples are others by now.')
  const { rbacId } = key
  const path = join(await mkdtemp(join(tmpdir(), 'gatehouse-revocation-')), 'key-revocations.json')
  const journal = journalInMemory()
  const clock = { aheadMs: 0, uptime: 0 }
  const deps: KeyRevocationDeps = { path, active: () => Promise.resolve(signedIn.active), journal, requirePresence: () => Promise.resolve(), now: () => Date.now() + clock.aheadMs, uptime: () => clock.uptime, log: quietLog(), secondLookMs: 0 }
  const sent = (method: string): number => signedIn.sandbox.requestLog().filter((one) => one.method === method && one.path.includes('/private/role_bindings')).length
  signedIn.sandbox.clearRequestLog()
  return {
    ...signedIn, organizationId, key, journal, path, sent, clock,
    start: (more: Partial<KeyRevocationDeps> = {}) => createKeyRevocationService({ ...deps, ...more }),
    chosen: { organizationId, keyId: key.id, name: key.name, rbacId, seen: key.bindings.value },
    now: () => bindingsOf(signedIn.sandbox.state(), rbacId)
  }
}

describe('somebody else’s key', () => {
  it('loses its roles in the organization one by one, each read back, and gets exactly them again', async () => {
    const { start, chosen, now, journal, sent, organizationId } = await somebodyElses()
    const before = now()
    const service = start()
    const revoked = await service.revoke(chosen)
    expect(revoked.roles.map(({ state, why }) => [state, why])).toEqual([['taken', null], ['taken', null]])
    expect([now(), sent('DELETE')]).toEqual([[], 2])
    expect(await service.list({ organizationId })).toEqual([revoked])
    const back = await start().undo({ revocationId: revoked.id })
    expect(back.roles.map(({ state }) => state)).toEqual(['givenBack', 'givenBack'])
    expect([now(), sent('POST')]).toEqual([before, 2])
    // Again: nothing is sent twice.
    await service.undo({ revocationId: revoked.id })
    expect([now(), sent('POST')]).toEqual([before, 2])
    expect(journal.entries.map(({ change: { kind, key }, result }) => [kind, key?.id, result?.word])).toEqual([['keyRolesTaken', chosen.keyId, 'applied'], ['keyRolesGivenBack', chosen.keyId, 'applied']])
  })

  it('is taken off the list at once where nothing is to be given back, and before that only where the person says so', async () => {
    const { start, chosen, now, organizationId } = await somebodyElses()
    const { id: revocationId } = await start().revoke(chosen)
    await expect(start().dismiss({ revocationId, alsoTaken: false })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'rolesToGiveBack' } } })
    await start().undo({ revocationId })
    await start().dismiss({ revocationId, alsoTaken: false })
    const before = now()
    expect(await start().list({ organizationId })).toEqual([])
    const again = await start().revoke(chosen)
    await start().dismiss({ revocationId: again.id, alsoTaken: true })
    await expect(start().undo({ revocationId: again.id })).rejects.toMatchObject({ code: 'notFound' })
    expect(before).not.toEqual(now())
  })

  it('is left alone where its roles, its name or the key are others than the person saw, and without presence', async () => {
    const { start, chosen, sent, sandbox: server, path } = await somebodyElses()
    await expect(start({ requirePresence: () => Promise.reject(new AppError({ code: 'presenceNeeded', message: 'Who is there?', retryable: true })) }).revoke(chosen)).rejects.toMatchObject({ code: 'presenceNeeded' })
    expect(server.requestLog()).toEqual([])
    await expect(start().revoke({ ...chosen, name: 'Another' })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'drifted' } } })
    await expect(start().revoke({ ...chosen, seen: chosen.seen.slice(1) })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'drifted' } } })
    await expect(start().revoke({ ...chosen, keyId: 999_999 })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'gone' } } })
    expect(sent('DELETE')).toBe(0)
    await expect(readFile(path)).rejects.toThrow()
  })

  it('says of each role why it stays, and gives back only what was taken', async () => {
    const { start, chosen, sandbox: server, now, journal } = await somebodyElses()
    const before = now()
    server.arrange([{ do: 'fault', route: 'DELETE /functions/v1/private/role_bindings', kind: 'status', status: 403, body: { error: 'Cannot delete a binding for a role with higher privileges than your own' }, skip: 1 }])
    const revoked = await start().revoke(chosen)
    expect(revoked.roles.map(({ state, why }) => [state, why?.code ?? null])).toEqual([['taken', null], ['stays', 'forbidden']])
    expect(journal.entries.at(-1)?.result?.word).toBe('partlyApplied')
    expect(now()).toHaveLength(1)
    const back = await start().undo({ revocationId: revoked.id })
    expect(back.roles.map(({ state }) => state)).toEqual(['givenBack', 'stays'])
    expect(now()).toEqual(before)
  })

  it('is not kept as revoked where every role was refused, or the journal could not be written', async () => {
    const { start, chosen, sandbox: server, organizationId, journal, sent } = await somebodyElses()
    journal.full = true
    await expect(start().revoke(chosen)).rejects.toMatchObject({ code: 'storageFailed' })
    expect(sent('DELETE')).toBe(0)
    journal.full = false
    server.arrange([{ do: 'fault', route: 'DELETE /functions/v1/private/role_bindings', kind: 'status', status: 409, body: { error: 'Cannot demote the last org_super_admin' }, count: 2 }])
    await expect(start().revoke(chosen)).rejects.toMatchObject({ code: 'conflict' })
    expect(await start().list({ organizationId })).toEqual([])
  })

  it.each(['drop-before', 'drop-after'])('tells by reading what came of a lost answer (%s)', async (kind) => {
    const { start, chosen, sandbox: server, now, sent, clock, organizationId } = await somebodyElses()
    server.arrange([{ do: 'fault', route: 'DELETE /functions/v1/private/role_bindings', kind, count: 1 }])
    const revoked = await start().revoke(chosen)
    expect(revoked.roles.map(({ state }) => state)).toEqual([kind === 'drop-after' ? 'taken' : 'unknown', 'taken'])
    expect([now().length, sent('DELETE')]).toEqual([kind === 'drop-after' ? 0 : 1, 2])
    // When nothing can land any more, it is there.
    const again = start()
    clock.uptime += 149_999
    expect((await again.list({ organizationId }))[0]?.roles[0]?.state).toBe(kind === 'drop-after' ? 'taken' : 'unknown')
    clock.uptime += 1
    const [later] = await again.list({ organizationId })
    expect(later?.roles.map(({ state }) => state)).toEqual([kind === 'drop-after' ? 'taken' : 'stays', 'taken'])
  })

  it.each([-5000, 200_000])('is not said to keep a role that may still be taken, where this computer’s clock is set (%i ms)', async (aheadMs) => {
    const { start, chosen, sandbox: server, now, clock, organizationId, active } = await somebodyElses()
    const before = now()
    // The answers are lost, and the removals are carried out after everything was read.
    const held: (() => Promise<unknown>)[] = []
    const send: typeof active.requester.send = (request) => {
      if (request.method !== 'DELETE') return active.requester.send(request)
      clock.aheadMs = aheadMs
      held.push(() => active.requester.send(request))
      return Promise.reject(new AppError({ code: 'connectionLost', message: 'The connection broke off.', retryable: true, requestId: 'r' }))
    }
    const service = start({ active: () => Promise.resolve({ ...active, requester: { send } }) })
    const revoked = await service.revoke(chosen)
    expect(revoked.roles.map(({ state }) => state)).toEqual(['unknown', 'unknown'])
    for (const land of held) await land()
    expect((await service.list({ organizationId }))[0]?.roles.map(({ state }) => state)).toEqual(['taken', 'taken'])
    await service.undo({ revocationId: revoked.id })
    expect(now()).toEqual(before)
    expect(server.requestLog().filter(({ method }) => method === 'DELETE')).toHaveLength(2)
  })

  it('gets back what landed after it was thought to stay', async () => {
    const { start, chosen, now, clock, organizationId, active } = await somebodyElses()
    const before = now()
    const held: (() => Promise<unknown>)[] = []
    const send: typeof active.requester.send = (request) => {
      if (request.method !== 'DELETE') return active.requester.send(request)
      held.push(() => active.requester.send(request))
      return Promise.reject(new AppError({ code: 'connectionLost', message: 'The connection broke off.', retryable: true, requestId: 'r' }))
    }
    const service = start({ active: () => Promise.resolve({ ...active, requester: { send } }) })
    const { id: revocationId } = await service.revoke(chosen)
    clock.uptime += 150_000
    expect((await service.list({ organizationId }))[0]?.roles.map(({ state, why }) => [state, why?.details?.foundState])).toEqual([['stays', 'readBackDiffers'], ['stays', 'readBackDiffers']])
    for (const land of held) await land()
    expect(now()).toEqual([])
    await service.undo({ revocationId })
    expect(now()).toEqual(before)
  })

  it.each([
    ['a gateway’s 404', 404, { message: 'no Route matched with those values' }],
    ['the function’s own 404', 404, { error: 'Role binding not found' }],
    ['a success', 200, { success: true }]
  ])('is not said to have lost a role by %s alone', async (_what, status, body) => {
    const { start, chosen, sandbox: server, now, journal, organizationId, active } = await somebodyElses()
    server.arrange([{ do: 'fault', route: 'DELETE /functions/v1/private/role_bindings', kind: 'status', status, body, count: 2 }])
    let asked = false
    let unreadable = true
    const send: typeof active.requester.send = (request) => {
      if (request.method === 'DELETE') asked = true
      else if (asked && unreadable) return Promise.reject(new AppError({ code: 'connectionLost', message: 'The connection broke off.', retryable: true, requestId: 'r' }))
      return active.requester.send(request)
    }
    const service = start({ active: () => Promise.resolve({ ...active, requester: { send } }) })
    const revoked = await service.revoke(chosen)
    expect(revoked.roles.map(({ state, why }) => [state, why?.code])).toEqual([['unknown', 'outcomeUnknown'], ['unknown', 'outcomeUnknown']])
    expect(journal.entries.at(-1)?.result?.word).toBe('unknown')
    unreadable = false
    expect((await service.list({ organizationId }))[0]?.roles.map(({ state }) => state)).toEqual(['stays', 'stays'])
    expect(now()).toHaveLength(2)
  })

  it('says of what was not sent, since Gatehouse was locked, that it was not', async () => {
    const { start, chosen, now, journal, organizationId, active } = await somebodyElses()
    let locked = false
    const send: typeof active.requester.send = async (request) => {
      if (locked) throw new AppError({ code: 'locked', message: 'Gatehouse is locked.', retryable: true })
      const answer = await active.requester.send(request)
      locked = request.method === 'DELETE'
      return answer
    }
    const service = start({ active: () => Promise.resolve({ ...active, requester: { send } }) })
    const revoked = await service.revoke(chosen)
    expect(revoked.roles.map(({ state, why }) => [state, why?.code])).toEqual([['unknown', 'outcomeUnknown'], ['stays', 'notApplied']])
    expect([now().length, journal.entries.at(-1)?.result?.word]).toEqual([1, 'unknown'])
    locked = false
    expect((await service.list({ organizationId }))[0]?.roles.map(({ state }) => state)).toEqual(['taken', 'stays'])
  })

  it('is given back exactly whenever the program was killed, and never twice', async () => {
    for (let steps = 1; steps <= 30; steps += 2) {
      const { start, chosen, now, active, organizationId, clock, sandbox: server } = await somebodyElses()
      const before = now()
      const mortal = createMortal(steps)
      const dying = start({ active: () => Promise.resolve({ ...active, requester: { send: (request) => mortal.step(() => active.requester.send(request)) } }) })
      const both = dying.revoke(chosen).then(({ id }) => dying.undo({ revocationId: id }))
      await Promise.race([both, mortal.died])
      const later = start()
      clock.uptime += 200_000
      for (const { id } of await later.list({ organizationId })) {
        const { roles } = await later.undo({ revocationId: id })
        expect(roles.every(({ state }) => state === 'givenBack' || state === 'stays'), `${String(steps)} steps`).toBe(true)
      }
      expect(now(), `${String(steps)} steps`).toEqual(before)
      await server.close()
    }
  }, 60_000)

  it('can be given back although the file holds another revocation that cannot be read', async () => {
    const { start, chosen, path, organizationId, now } = await somebodyElses()
    const before = now()
    const revoked = await start().revoke(chosen)
    const kept = JSON.parse(await readFile(path, 'utf8')) as { data: { revocations: unknown[] } }
    kept.data.revocations.push({ id: 'damaged' })
    await writeFile(path, JSON.stringify(kept))
    expect(await start().list({ organizationId })).toHaveLength(1)
    await start().undo({ revocationId: revoked.id })
    expect(now()).toEqual(before)
  })

  it('is nothing that an API key can disarm', async () => {
    const { start, chosen, active, sent } = await somebodyElses()
    const connection = { ...active.connection, credential: { kind: 'apiKey', storage: 'memory', fingerprint: '0123456789ab' } } as const
    await expect(start({ active: () => Promise.resolve({ ...active, connection }) }).revoke(chosen)).rejects.toMatchObject({ code: 'credentialCannot' })
    expect(sent('DELETE')).toBe(0)
  })
})
