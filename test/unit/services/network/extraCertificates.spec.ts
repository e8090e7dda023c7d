import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { createExtraCertificates, mostFileBytes } from '../../../../electron/main/services/network/extraCertificates'
import { readBytes } from '../../../../electron/main/storage/readBytes'
import { issue } from '../../../support/certificates'
import { quietLog } from '../../../support/quietLog'

const day = 86_400_000
const root = issue({ name: 'Meridian Root', organization: 'Meridian', authority: true })
const other = issue({ name: 'Other Root', authority: true })
const middle = issue({ name: 'Meridian Issuing', authority: true, issuer: root })
const leaf = issue({ name: 'api.meridian.example', issuer: root, hosts: ['api.meridian.example'] })

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'certificates-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function setUp(given: { now?: () => number } = {}) {
  let chosen: string | null = null
  let asked = 0
  let changes = 0
  const log = quietLog()
  const open = () =>
    createExtraCertificates({
      path: join(folder, 'certificates.json'),
      log,
      now: given.now ?? Date.now,
      chooseFile: () => {
        asked++
        return Promise.resolve(chosen)
      },
      readFile: readBytes,
      onChange: () => changes++
    })
  const certificates = open()
  /** The person chooses a file with this in it. */
  const addFile = async (content: string | Buffer, to = certificates) => {
    chosen = join(folder, 'chosen.pem')
    await writeFile(chosen, content)
    return to.add()
  }
  const problem = async (content: string | Buffer) => addFile(content).then(() => null, (thrown: unknown) => asAppError(thrown).data.fieldErrors)
  return { certificates, open, addFile, problem, log, asked: () => asked, changes: () => changes, choose: (path: string | null) => (chosen = path) }
}
const names = (list: readonly { subject: string }[] | null) => list?.map(({ subject }) => subject)

describe('a certificate that the person adds', () => {
  it.each([
    ['PEM', root.cert],
    ['DER', root.der],
    ['PEM with other things around it', `Bag Attributes\n  friendlyName: x\n${root.cert}\n# the end\n`],
    ['PEM of Windows', root.cert.replaceAll('\n', '\r\n')]
  ])('is taken as %s, described, and kept', async (_, content) => {
    const { certificates, open, addFile, changes } = setUp()
    const added = await addFile(content)
    expect(added).toEqual([{ fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/u) as string, subject: 'Meridian Root (Meridian)', issuer: 'Meridian Root (Meridian)', validTo: expect.stringMatching(/^\d{4}-.*Z$/u) as string }])
    expect(await certificates.list()).toEqual(added)
    expect(await open().list()).toEqual(added)
    expect(await certificates.pems()).toEqual([root.cert])
    expect(changes()).toBe(1)
  })

  it('stays when its file is gone', async () => {
    const { open, addFile } = setUp()
    await addFile(root.cert)
    await rm(join(folder, 'chosen.pem'))
    expect(await open().pems()).toEqual([root.cert])
  })

  it('may be several in one file, in any order, and once is enough', async () => {
    const { addFile } = setUp()
    expect(names(await addFile([middle.cert, other.cert, root.cert, root.cert].join('')))).toEqual(['Meridian Issuing', 'Other Root', 'Meridian Root (Meridian)'])
    expect(names(await addFile(root.cert))).toHaveLength(3)
  })

  it('may lean on one that was added before', async () => {
    const { addFile, problem } = setUp()
    expect(await problem(middle.cert)).toEqual({ certificate: 'issuerMissing', subject: 'Meridian Issuing' })
    await addFile(root.cert)
    expect(names(await addFile(middle.cert))).toEqual(['Meridian Root (Meridian)', 'Meridian Issuing'])
  })

  it('goes when it is removed, alone', async () => {
    const { certificates, addFile, changes } = setUp()
    const [first] = (await addFile(root.cert + other.cert)) ?? []
    expect(names(await certificates.remove(first?.fingerprint ?? ''))).toEqual(['Other Root'])
    expect(await certificates.pems()).toEqual([other.cert])
    expect(changes()).toBe(2)
  })

  it('is nothing when the dialog is closed, and one dialog is enough', async () => {
    const { certificates, changes, asked } = setUp()
    expect(await Promise.all([certificates.add(), certificates.add()])).toEqual([null, null])
    expect([asked(), changes()]).toEqual([1, 0])
  })
})

describe('a file that is not taken', () => {
  const refused: [string, string | Buffer, Record<string, string>][] = [
    ['a server’s certificate', leaf.cert, { certificate: 'notAuthority', subject: 'api.meridian.example' }],
    ['a server’s certificate beside its authority’s', root.cert + leaf.cert, { certificate: 'notAuthority', subject: 'api.meridian.example' }],
    ['an authority that may not sign', issue({ name: 'Lame', authority: true, maySign: false }).cert, { certificate: 'notAuthority', subject: 'Lame' }],
    ['an expired authority', issue({ name: 'Old', authority: true, from: new Date(Date.now() - 9 * day), to: new Date(Date.now() - day) }).cert, { certificate: 'expired', subject: 'Old' }],
    ['an authority of tomorrow', issue({ name: 'New', authority: true, from: new Date(Date.now() + day) }).cert, { certificate: 'notYetValid', subject: 'New' }],
    ['an authority with a short key', issue({ name: 'Short', authority: true, rsaBits: 1024 }).cert, { certificate: 'weakKey', subject: 'Short' }],
    ['an authority whose issuer is not there', middle.cert, { certificate: 'issuerMissing', subject: 'Meridian Issuing' }],
    ['an authority that only claims its issuer', root.cert + issue({ name: 'Forged', authority: true, issuer: { ...other, distinguishedName: root.distinguishedName } }).cert, { certificate: 'issuerMissing', subject: 'Forged' }],
    ['text', 'hello', { certificate: 'unreadable' }],
    ['nothing', '', { certificate: 'unreadable' }],
    ['a private key', root.keyPem, { certificate: 'unreadable' }],
    ['PEM with a damaged block', root.cert.replace(/[A-Z]{3}/u, '***'), { certificate: 'unreadable' }],
    ['PEM whose second block is cut off', root.cert + other.cert.slice(0, 200), { certificate: 'unreadable' }],
    ['DER that is cut off', root.der.subarray(0, 100), { certificate: 'unreadable' }],
    ['a file of over a mebibyte', Buffer.alloc(mostFileBytes + 1, 0x20), { certificate: 'tooLarge' }],
    ['over a hundred certificates', root.cert.repeat(101), { certificate: 'tooLarge' }]
  ]
  it.each(refused)('is told what is wrong with it, and nothing of it is kept: %s', async (_, content, wrong) => {
    const { certificates, problem, changes } = setUp()
    expect(await problem(content)).toEqual(wrong)
    expect([await certificates.list(), changes()]).toEqual([[], 0])
  })

  it('is one that is gone', async () => {
    const { certificates, choose } = setUp()
    choose(join(folder, 'gone.pem'))
    expect((await certificates.add().catch(asAppError)) as unknown).toMatchObject({ code: 'invalidInput' })
  })

  it('is one that cannot be read', async () => {
    const { certificates, choose } = setUp()
    choose(folder)
    expect((await certificates.add().catch(asAppError)) as unknown).toMatchObject({ code: 'storageFailed' })
  })
})

describe('what is kept', () => {
  it('is checked when it is read: what somebody else put in is set aside, the rest stays', async () => {
    const { open, addFile, log } = setUp()
    await addFile(root.cert)
    const path = join(folder, 'certificates.json')
    const file = JSON.parse(await readFile(path, 'utf8')) as { data: unknown[] }
    file.data.push({ pem: leaf.cert }, { pem: 'x' }, 7)
    await writeFile(path, JSON.stringify(file))
    expect(names(await open().list())).toEqual(['Meridian Root (Meridian)'])
    expect(log.lines.map(({ event }) => event)).toContain('certificates.setAside')
    expect((await readdir(folder)).some((name) => name.endsWith('.aside'))).toBe(true)
  })

  it('stays when it has expired meanwhile, to be seen and removed', async () => {
    const short = issue({ name: 'Short-lived', authority: true, to: new Date(Date.now() + 1000) })
    const { addFile } = setUp()
    const added = await addFile(short.cert)
    expect(names(await setUp({ now: () => Date.now() + day }).certificates.list())).toEqual(names(added))
  })
})
