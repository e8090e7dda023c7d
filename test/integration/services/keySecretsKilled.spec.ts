import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listOwnKeys } from '../../../electron/main/capgo/endpoints/apiKeys'
import { asListed } from '../../../electron/main/services/apiKeys/lostKeyRequest'
import type { Heard, Said, Start } from '../../support/keySecretsProcess/child'
import { buildKeySecretsProcess } from '../../support/keySecretsProcess/build'
import { createComputer, startRun, type Computer } from '../../support/keySecretsSetUp'
import { createRandom } from '../../support/random'
import { signedInToSandbox, type SignedInToSandbox } from '../../support/signedInToSandbox'

/** Where the process is killed: at its so-manieth step, before or after the keychain did what is asked, or some milliseconds later. */
interface Kill {
  step: number
  done: boolean
  laterMs: number | null
}

let folder = ''
let signedIn: SignedInToSandbox
let accessToken = ''
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-killed-'))
  await buildKeySecretsProcess(folder)
  signedIn = await signedInToSandbox()
  const credential = await signedIn.credentials.current()
  accessToken = credential.kind === 'session' ? credential.accessToken : ''
}, 60_000)
afterAll(async () => {
  await signedIn.sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

/** Runs it until it is killed, or ends; answers with every step that it came to. */
async function runUntil(computer: Computer, keyName: string, kill: Kill | null): Promise<{ steps: string[]; secrets: Set<string> }> {
  const child = fork(join(folder, 'child.mjs'), { stdio: 'ignore' })
  const { api, supabase, anonKey } = signedIn.server
  const start: Start = { folder: computer.folder, server: { api, supabase, anonKey }, accessToken, connection: signedIn.active.connection, organizationId: signedIn.sandbox.demo.organizationId, keyName }
  const over = once(child, 'exit')
  const steps: string[] = []
  const secrets = new Set<string>()
  const tell = (heard: Start | Heard): void => {
    if (child.connected) child.send(heard, () => undefined)
  }
  const inKeychain = async (said: Extract<Said, { keychain: string }>): Promise<Heard['value']> => {
    const { keychain } = computer
    if (said.keychain === 'get') return keychain.getPassword('Gatehouse', said.account)
    if (said.keychain === 'delete') return keychain.deletePassword('Gatehouse', said.account)
    const secret = /"secret":"([^"]+)"/u.exec(said.value)?.[1]
    if (secret !== undefined) secrets.add(secret)
    await keychain.setPassword('Gatehouse', said.account, said.value)
    return null
  }
  let dead = false
  const die = (): void => {
    dead = true
    child.kill('SIGKILL')
  }
  child.on('message', (said: Said) => {
    if (dead) return
    if ('at' in said && said.at === 'ready') {
      tell(start)
      return
    }
    const here = steps.length
    steps.push('at' in said ? said.at : `${said.keychain} ${said.account.split('/')[0] ?? ''}`)
    const now = kill?.step === here && kill.laterMs === null
    if (('at' in said && (said.at === 'end' || said.at.startsWith('failed'))) || (now && !kill.done)) {
      die()
      return
    }
    if (kill?.step === here && kill.laterMs !== null) void delay(kill.laterMs).then(die)
    void ('at' in said ? Promise.resolve(null) : inKeychain(said)).then((value) => (now ? die() : tell({ number: said.number, value })))
  })
  await over
  return { steps, secrets }
}

const textOf = (keyName: string) => (signedIn.sandbox.state().tables['apiKeys'] as { id: number; name: string; key: string | null }[]).find(({ name }) => name === keyName)

/** What a person finds after a start of the program; throws where something was lost in silence, told wrongly, or written down. */
async function judge(kill: Kill | null): Promise<{ steps: string[]; found: string[] }> {
  const keyName = `Killed ${String(count++)}`
  const computer = await createComputer()
  try {
    const { steps, secrets } = await runUntil(computer, keyName, kill)
    // What the process had sent has reached the server before what is asked now, and is answered by the second time.
    for (let round = 0; round < 2; round++) await listOwnKeys(signedIn.active.requester)
    const row = textOf(keyName)
    const run = startRun(computer)
    run.here.person = signedIn.active
    await run.list()
    run.here.uptime = 150_000
    // The other processes make keys of the same person meanwhile, each of which could be this one under another name.
    const listed = (await listOwnKeys(signedIn.active.requester)).map(asListed).filter(({ name }) => name === keyName)
    await run.escrow.reconcile(signedIn.active, listed, run.reading())
    const { held, lost, damaged } = await run.list()
    const told = steps.join('\n')
    const found: string[] = []
    const expectNothingWrong = async (cause: 'create' | 'regenerate', carriedOut: boolean, secret: string | null): Promise<void> => {
      const ofHeld = held.filter((one) => one.cause === cause)
      const ofLost = lost.filter((one) => one.cause === cause)
      const released = cause === 'create' ? told.includes('releasing') : (told.match(/releasing/gu) ?? []).length > 1
      const finding = ofLost[0]?.finding ?? (ofHeld[0] ? 'held' : 'nothing')
      found.push(finding)
      const right = !carriedOut ? ['nothing', cause === 'create' ? 'notCreated' : 'notRotated'] : released ? ['held', 'nothing'] : ['held', cause === 'create' ? 'created' : 'rotated']
      expect(right, `${keyName}, ${cause}, killed at ${steps.at(-1) ?? ''} ${JSON.stringify(kill)}`).toContain(finding)
      expect(ofHeld.length + ofLost.length).toBeLessThanOrEqual(1)
      if (ofHeld[0]) {
        const shown = (await run.reveal(ofHeld[0].id)).secret
        expect(secrets.has(shown)).toBe(true)
        if (secret !== null) expect(shown).toBe(secret)
        expect(ofHeld[0].keyId).toBe(row?.id)
      }
      if (finding === 'created') expect(ofLost[0]?.keyId).toBe(row?.id)
      // What the keychain has is offered, and nothing else is left in it.
      expect(damaged).toEqual([])
    }
    const [first] = secrets
    const rotated = row !== undefined && first !== undefined && row.key !== first
    await expectNothingWrong('create', row !== undefined, first ?? null)
    await expectNothingWrong('regenerate', rotated, rotated ? row.key : null)
    expect([...computer.keychain.items.keys()].sort()).toEqual(held.map(({ id }) => `Gatehouse key-secret/${id}`).sort())
    for (const secret of [...secrets, row?.key ?? 'no key']) expect(await computer.filesWith(secret)).toEqual([])
    return { steps, found }
  } finally {
    await computer.remove()
  }
}

/** Several at a time; in the order in which they were given. */
async function judgeAll(kills: readonly Kill[]): Promise<Map<string, number>> {
  const outcomes = new Map<string, number>()
  const left = [...kills]
  const worker = async (): Promise<void> => {
    for (let kill = left.shift(); kill !== undefined; kill = left.shift()) {
      const { found } = await judge(kill)
      for (const one of found) outcomes.set(one, (outcomes.get(one) ?? 0) + 1)
    }
  }
  await Promise.all([worker(), worker(), worker()])
  return outcomes
}

describe('the process is killed between asking for a secret and letting it go', () => {
  it('at every step: nothing is lost in silence, and nothing is written down', async () => {
    const { steps, found } = await judge(null)
    expect(steps.at(-1)).toBe('end')
    expect(found).toEqual(['nothing', 'nothing'])
    // Every place at which it can stop is a step: the files, the request, the keychain.
    for (const place of ['before record preparing', 'set key-secret', 'after record sending', 'before POST /apikey', 'after POST /apikey', 'before record held', 'before PUT', 'after PUT', 'after record releasing', 'delete key-secret', 'after record gone']) {
      expect(steps.some((step) => step.startsWith(place)), place).toBe(true)
    }
    const kills = steps.flatMap((name, step): Kill[] => (/^(get|set|delete) /u.test(name) ? [false, true] : [false]).map((done) => ({ step, done, laterMs: null })))
    const outcomes = await judgeAll(kills)
    expect([...outcomes.keys()].sort()).toEqual(['created', 'held', 'notCreated', 'notRotated', 'nothing', 'rotated'])
  }, 300_000)

  it('at 200 seeded points: nothing is lost in silence, and nothing is written down', async () => {
    const random = createRandom(20_261_121)
    const { steps } = await judge(null)
    const kills = Array.from({ length: 200 }, (): Kill => ({ step: random.between(0, steps.length - 2), done: true, laterMs: random.between(0, 6) }))
    const outcomes = await judgeAll(kills)
    expect(outcomes.get('held') ?? 0).toBeGreaterThan(20)
  }, 300_000)
})
