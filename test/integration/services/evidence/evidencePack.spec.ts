import { createHash, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import { appendFile, mkdtemp, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { EvidenceWish } from '#shared/domain/evidencePack'
import type { KeyFact } from '#shared/domain/keyInventory'
import type { Signer } from '#shared/domain/reviewFile'
import type { Snapshot } from '#shared/domain/snapshot'
import { AppError } from '#shared/errors/appError'
import { canonicalJson } from '#shared/rules/canonicalJson'
import { messages } from '#shared/text/messages'
import { documentBytes } from '../../../../electron/main/reviews/signedBytes'
import { createEvidenceService } from '../../../../electron/main/services/evidence/evidenceService'
import { inventory, key, othersKey } from '../../../support/keyInventoryFixtures'
import { lookUpFailure, manyMembers, member, ownUserId, security } from '../../../support/organizationSecurityFixtures'
import { snapshot } from '../../../support/reviewFixtures'

const folders: string[] = []
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))))

const wish: EvidenceWish = { snapshotId: snapshot().id, standards: ['soc2', 'iso27001', 'hipaa', 'gdpr', 'pciDss'], maskEmails: false, language: 'en' }
const rawKey = (publicKey: KeyObject): string => Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64')
const html = (files: ReadonlyMap<string, string>): string => files.get('evidence.html') ?? ''

async function setUp(taken: Snapshot) {
  const parent = await mkdtemp(join(tmpdir(), 'gatehouse-evidence-'))
  folders.push(parent)
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const own: Signer = { publicKey: rawKey(publicKey), fingerprint: Array.from({ length: 16 }, () => '0A1B').join(' '), standing: 'own', name: null }
  let chosen: string | null = parent
  let locked = false
  const service = createEvidenceService({
    readSnapshot: () => Promise.resolve({ snapshot: taken, hash: 'a'.repeat(64) }),
    identity: () => Promise.resolve(own),
    sign: (domain, body) => Promise.resolve({ publicKey: own.publicKey, signature: sign(null, documentBytes(domain, body), privateKey).toString('base64') }),
    verify: (domain, body, { signature }) => verify(null, documentBytes(domain, body), publicKey, Buffer.from(signature, 'base64')),
    signerOf: () => Promise.resolve(own),
    printPdf: (page) => Promise.resolve(Buffer.from(`%PDF of ${String(page.length)}`)),
    chooseFolder: () => Promise.resolve(chosen),
    requireUnlocked: () => (locked ? Promise.reject(new AppError({ code: 'locked', message: 'Gatehouse is locked.', retryable: false })) : Promise.resolve()),
    now: () => Date.parse('2027-03-12T11:00:00.000Z')
  })
  return {
    parent,
    service,
    choose: (folder: string | null) => (chosen = folder),
    lock: () => void (locked = true),
    async write(how: Partial<EvidenceWish> = {}) {
      const saved = await service.save({ ...wish, ...how })
      if (saved === null) throw new Error('nothing was saved')
      const names = await readdir(saved.path)
      const files = new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(saved.path, name), 'utf8')] as const)))
      return { path: saved.path, files }
    }
  }
}

describe('an evidence pack', () => {
  it('is a folder of everything, each file hashed and the whole of it signed', async () => {
    const set = await setUp(snapshot())
    const { path, files } = await set.write()
    expect(path.slice(set.parent.length + 1)).toBe('Evidence - Harbour Lights - 2027-03-12')
    expect([...files.keys()].sort()).toEqual(['SHA256SUMS', 'audit.csv', 'evidence.html', 'evidence.json', 'evidence.pdf', 'findings.csv', 'keys.csv', 'manifest.json', 'members.csv', 'settings.csv', 'standards.csv'])
    for (const line of (files.get('SHA256SUMS') ?? '').trim().split('\n')) {
      const [hash, name] = line.split('  ')
      expect(createHash('sha256').update(files.get(name ?? '') ?? '').digest('hex')).toBe(hash)
    }
    set.choose(path)
    expect(await set.service.verify()).toMatchObject({ findings: [], manifest: { body: { organization: { name: 'Harbour Lights' }, emailsMasked: false } }, signer: { standing: 'own' } })
    // A second one does not write over the first.
    set.choose(set.parent)
    expect((await set.write()).path).toBe(`${path} (2)`)
  })

  it.each(['en', 'fr'] as const)('tells in %s how its signature is checked by hand, and it is so', async (language) => {
    const { files } = await (await setUp(snapshot())).write({ language })
    const begin = /(?:of the text|sur le texte)\s[“«]\s?([^”»\s]+)/u.exec(html(files))?.[1]
    const { body, publicKey, signature } = JSON.parse(files.get('manifest.json') ?? '') as Record<'publicKey' | 'signature', string> & { body: object }
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'base64').toString('base64url') } })
    expect(verify(null, Buffer.from(`${begin ?? ''}\n${canonicalJson(body)}`), key, Buffer.from(signature, 'base64'))).toBe(true)
    expect(html(files)).toContain(messages[language].evidencePack.check)
  })

  it('says of every control what is in place, what is missing and what is unknown', async () => {
    const rows = async (taken: Snapshot) => ((await (await setUp(taken)).write()).files.get('standards.csv') ?? '').split('\r\n').filter((line) => line.includes('CC6.1') && line.includes('2FA'))
    const enforcing = (value: boolean) => snapshot({ security: security({ enforcesTwoFactor: { known: true, value } }) })
    expect(await rows(enforcing(true))).toEqual(['"SOC 2","CC6.1 Logical access security","Require 2FA for All Members","In place",""'])
    expect(await rows(enforcing(false))).toEqual(['"SOC 2","CC6.1 Logical access security","Require 2FA for All Members","Missing","2FA is not enforced."'])
    expect(await rows(snapshot({ security: security({ enforcesTwoFactor: { known: false, why: lookUpFailure } }) }))).toEqual(['"SOC 2","CC6.1 Logical access security","Require 2FA for All Members","Unknown","Not known"'])
  })

  it('maps to the standards that were asked for, and no others', async () => {
    const { files } = await (await setUp(snapshot())).write({ standards: ['hipaa'] })
    expect(files.get('standards.csv')).toContain('HIPAA')
    expect(html(files)).not.toContain('SOC 2')
  })

  it('names what is not known, and does not call it anything else', async () => {
    const { files } = await (await setUp(snapshot({ keys: { known: false, why: lookUpFailure }, audit: { known: false, why: lookUpFailure }, security: security({ members: [...security().members, member('x', 'unknown')], twoFactorCompleteness: { state: 'failed', why: lookUpFailure } }) }))).write()
    for (const gap of ['The look-up of 2FA is not whole.', 'The status of 1 member is unknown.', 'The API keys could not be read.', 'The audit log could not be read.']) expect(html(files)).toContain(gap)
    expect(files.get('members.csv')).toContain('"x@example.com","Member","Unknown"')
  })

  it('shows nothing that could not be read as none of it', async () => {
    const unread = snapshot({ keys: { known: false, why: lookUpFailure }, audit: { known: false, why: lookUpFailure }, security: security({ members: [], membersCompleteness: { state: 'failed', why: lookUpFailure }, policies: { known: false, why: lookUpFailure } }) })
    const { files } = await (await setUp(unread)).write()
    const figures = [...html(files).matchAll(/<li><strong>([^<]*)<\/strong><span>([^<]*)/gu)].map(([, value, label]) => `${label ?? ''}: ${value ?? ''}`)
    expect(figures).toEqual(['Members: Unknown', 'Invited: Unknown', 'with 2FA: Unknown', 'meet the password policy: Unknown', 'API keys: Unknown', 'Findings: 3', 'Members of unknown status: Unknown'])
    expect(files.get('keys.csv')).toContain('"The API keys could not be read."')
    expect(files.get('members.csv')).toContain('"The list of members is not whole."')
    expect(files.get('audit.csv')).toContain('"The audit log could not be read."')
    for (const rule of ['security settings could not be read', 'members or their statuses could not be read', 'API keys could not be read as a whole']) expect(files.get('findings.csv')).toContain(rule)
  })

  it('says that a share is the least where some statuses are unknown', async () => {
    const { files } = await (await setUp(snapshot({ security: security({ members: [...security().members, member('x', 'unknown')] }) }))).write()
    expect(html(files)).toContain('<strong>≥ 2 of 3</strong><span>with 2FA</span>')
  })

  describe('of what was done', () => {
    const row = { understood: true as const, id: '1', time: '2027-03-10T08:00:00.000Z', table: 'app_versions', operation: 'INSERT' as const, recordId: '7', actor: { kind: 'apiKey' as const, userId: ownUserId, email: 'ines@example.com', keyName: 'Nightly upload' as string | null }, subject: '3.1.0', subjectUserId: null, role: null, invitation: false, differences: [{ field: 'name', before: null, after: '3.1.0' }], further: 0 }
    const auditOf = async (changes: Partial<typeof row>) => (await (await setUp(snapshot({ audit: { known: true, value: { rows: [{ ...row, ...changes }], total: 1 } } }))).write()).files.get('audit.csv')

    it('names the key and not only its owner', async () => {
      expect(await auditOf({})).toContain('"API key “Nightly upload” of ines@example.com"')
      expect(await auditOf({ actor: { ...row.actor, keyName: null } })).toContain('"An API key of ines@example.com"')
    })

    it('says how many differences the record had beyond those that stand there', async () => {
      expect(await auditOf({ further: 3 })).toContain('name: – → 3.1.0; 3 more fields"')
    })
  })

  it('does not call a key unused because Gatehouse is not signed in with it', async () => {
    const { files } = await (await setUp(snapshot())).write()
    expect(files.get('evidence.json')).not.toContain('inUse')
    expect(files.get('evidence.json')).toContain('"credentialOfGatehouse": "no"')
    expect(html(files)).toContain('The server does not record when an API key was last used.')
  })

  it('says of its keys without a role that nobody told what they are for', async () => {
    const of = async (bindings: KeyFact['bindings']) => html((await (await setUp(snapshot({ keys: { known: true, value: inventory([key(1, { bindings })]) } }))).write()).files)
    expect(await of({ known: true, value: [] })).toContain('of 1 key the server does not tell what it is for')
    expect(await of(key(1).bindings)).not.toContain('what it is for')
  })

  it('tells masked people apart by a number, the same in every table', async () => {
    const taken = snapshot({ security: security({ members: [member('first', 'enabled', 'org_member', 'ann@example.com'), member('second', 'notEnabled', 'org_admin', 'amy@example.com')] }), keys: { known: true, value: inventory([key(1, { ownerId: 'second', ownerEmail: 'amy@example.com' }), key(2, { ownerId: 'gone', ownerEmail: 'abe@example.com' })]) } })
    const { files } = await (await setUp(taken)).write({ maskEmails: true })
    expect(files.get('members.csv')).toContain('"a…@example.com #1","Member","Enabled"')
    expect(files.get('members.csv')).toContain('"a…@example.com #2","Admin","Not enabled"')
    expect(files.get('findings.csv')).toContain('"An administrator has no 2FA","a…@example.com #2"')
    expect(files.get('keys.csv')).toMatch(/"1",.*"a…@example.com #2"/u)
    expect(files.get('keys.csv')).toMatch(/"2",.*"a…@example.com #\d+"/u)
    expect(files.get('keys.csv')).not.toMatch(/"2",.*#[12]"/u)
  })

  it('names who signed it by fingerprint and by the name they gave, also where addresses are masked', async () => {
    const set = await setUp(snapshot())
    const { files } = await set.write({ maskEmails: true, signedBy: 'Ines <Moreau>' })
    expect(html(files)).toContain('Ines &lt;Moreau&gt;, as they call themselves, with the key whose fingerprint is 0A1B 0A1B')
    expect(JSON.parse(files.get('evidence.json') ?? '')).toMatchObject({ signedBy: { name: 'Ines <Moreau>' } })
    expect(html(files)).toContain('the risks that a signed review accepts, are not in this pack')
    expect(html((await set.write({ maskEmails: false })).files)).toContain('they gave no name')
  })

  it('masks every address in every file when asked', async () => {
    const row = { understood: true as const, id: '1', time: '2027-03-10T08:00:00.000Z', table: 'org_users', operation: 'UPDATE' as const, recordId: '7', actor: { kind: 'user' as const, userId: 'u', email: 'ines@example.com', keyName: null }, subject: 'omar@example.com', subjectUserId: 'second', role: 'org_admin', invitation: false, differences: [{ field: 'managementEmail', before: 'ines@example.com', after: 'zoë.o’neil+x@sub.example.co.uk' }], further: 0 }
    const taken = snapshot({ keys: { known: true, value: inventory([key(1, { name: 'of ines@example.com' }), othersKey(2)]) }, audit: { known: true, value: { rows: [row], total: 1 } } })
    const { files } = await (await setUp(taken)).write({ maskEmails: true })
    for (const [name, content] of files) expect(`${name}: ${/[\w’+.ë]{2,}@[\w-]+\.\w/u.exec(content)?.[0] ?? ''}`).toBe(`${name}: `)
    expect(files.get('members.csv')).toContain('i…@example.com')
    expect(html(files)).toContain('masked: the first character and the domain')
  })

  describe('hands over no more than the first character', () => {
    const leftIn = ({ path, files }: { path: string; files: ReadonlyMap<string, string> }): string[] => [path, ...[...files].map(([name, content]) => `${name}: ${content}`)].flatMap((text) => /.{0,20}qxqxv.{0,20}/u.exec(text)?.[0] ?? [])

    it.each([
      'j!qxqxv@example.com', 'j#qxqxv@example.com', 'j/qxqxv=z@example.com', 'j{o}qxqxv@example.com', 'jqxqxv!smith@example.com', 'o’qxqxv@example.com', 'jqxqxve\u0301@example.com', 'jqxqxv\u200Bann@example.com', 'jqxqxv\uFEFFann@example.com', 'jqxqxv\u202E@example.com',
      '"jqxqxv smith"@example.com', '"jqxqxv\\"smith"@example.com', 'jqxqxv@localhost', 'jqxqxv@[127.0.0.1]', 'jqxqxv@exa_mple.com', 'jqxqxv@example。com', 'jqxqxv＠example.com', 'jqxqxv%40example.com', `${'jqxqxv.'.repeat(20)}@example.com`, 'जqxqxvॉन@उदाहरण.भारत'
    ])('of %j, wherever it stands', async (address) => {
      const taken = snapshot({ organization: { ...snapshot().organization, name: `Of ${address}` }, security: security({ members: [member('a', 'notEnabled', 'org_member', address)] }), keys: { known: true, value: inventory([key(1, { ownerEmail: address, name: `for:${address}` })]) } })
      expect(leftIn(await (await setUp(taken)).write({ maskEmails: true }))).toEqual([])
      // It is there where nothing is to be masked.
      expect(leftIn(await (await setUp(taken)).write())).not.toEqual([])
    })

    it.each(['j qxqxv@example.com', 'j:qxqxv@example.com', 'j,qxqxv@example.com', 'jqxqxv', 'j qxqxv @example.com'])('of %j where the server calls it an address', async (email) => {
      const taken = snapshot({ security: security({ members: [member('a', 'notEnabled', 'org_member', email)] }), takenBy: { ...snapshot().takenBy, email }, keys: { known: true, value: inventory([key(1, { ownerEmail: email })]) } })
      expect(leftIn(await (await setUp(taken)).write({ maskEmails: true }))).toEqual([])
    })
  })

  it('masks a text of any length without delay', async () => {
    const endless = `${'a.'.repeat(500_000)} ${'@'.repeat(1000)}${'a@'.repeat(1000)}`
    expect((await (await setUp(snapshot({ organization: { ...snapshot().organization, name: endless } }))).write({ maskEmails: true })).files.get('manifest.json')).toContain('"name": "a.a.')
  })

  it('shows hostile names as text, runs nothing and fetches nothing', async () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202E&lt;'
    const taken = snapshot({ organization: { ...snapshot().organization, name: hostile }, security: security({ members: [member('a', 'notEnabled', hostile, `${hostile}@example.com`)] }), keys: { known: true, value: inventory([key(1, { name: `=HYPERLINK("http://x")${hostile}` })]) } })
    const { files } = await (await setUp(taken)).write()
    const body = html(files).slice(html(files).indexOf('<body>'))
    expect(body).not.toMatch(/<script|<img|onerror=alert\(1\)>|\u202E/u)
    expect(body.replaceAll(/<\/?(?:html|body|header|main|h1|h2|p|dl|dt|dd|ul|ol|li|nav|a|section|table|thead|tbody|tr|th|td|strong|span)(?: [^<>]*)?>/gu, '')).not.toMatch(/</u)
    expect(html(files)).toContain("default-src 'none'")
    expect(files.get('keys.csv')).toContain(`"'=HYPERLINK`)
  })

  it('prints of very long lists what has something to say, and keeps all of it in the table beside', async () => {
    const { files } = await (await setUp(snapshot({ security: security({ members: [...manyMembers(20), ...Array.from({ length: 2000 }, (_, index) => member(`ok-${String(index)}`, 'enabled'))] }) }))).write()
    expect(files.get('members.csv')?.split('\r\n')).toHaveLength(2024)
    expect(html(files).match(/member-\d{6}@example.com/gu)).toHaveLength(20)
    expect(html(files)).toContain('20 of 2,022. All of them are in members.csv.')
  })

  it('is not written where it was locked while it was being printed, and nothing of it is there then', async () => {
    const { service, parent, lock } = await setUp(snapshot())
    lock()
    await expect(service.write(wish, parent)).rejects.toMatchObject({ code: 'locked' })
    await expect(service.save(wish)).rejects.toMatchObject({ code: 'locked' })
    expect(await readdir(parent)).toEqual([])
  })

  it('leaves nothing where the folder cannot be written, or is gone', async () => {
    const { service, parent } = await setUp(snapshot())
    await expect(service.write(wish, join(parent, 'not there'))).rejects.toMatchObject({ code: 'storageFailed' })
    expect(await readdir(parent)).toEqual([])
  })

  it('is in French when asked, without a word left over', async () => {
    const { files } = await (await setUp(snapshot())).write({ language: 'fr' })
    expect(html(files)).toContain('<html lang="fr">')
    expect(html(files)).not.toMatch(/\{\w+\}| \| /u)
    expect(html(files)).toContain('La 2FA n’est pas exigée des membres')
  })
})

describe('a pack that is checked', () => {
  it.each([
    ['a byte more in a file', async (path: string) => appendFile(join(path, 'members.csv'), ' '), [{ file: 'members.csv', wrong: 'changed' }]],
    ['a file gone', async (path: string) => unlink(join(path, 'keys.csv')), [{ file: 'keys.csv', wrong: 'missing' }]],
    ['a file more', async (path: string) => writeFile(join(path, 'more.csv'), 'x'), [{ file: 'more.csv', wrong: 'unexpected' }]],
    ['two files changed about', async (path: string) => { await rename(join(path, 'keys.csv'), join(path, 'x')); await rename(join(path, 'members.csv'), join(path, 'keys.csv')); await rename(join(path, 'x'), join(path, 'members.csv')) }, [{ file: 'members.csv', wrong: 'changed' }, { file: 'keys.csv', wrong: 'changed' }]],
    ['no manifest', async (path: string) => unlink(join(path, 'manifest.json')), [{ file: 'manifest.json', wrong: 'missing' }]],
    ['a manifest that is none', async (path: string) => writeFile(join(path, 'manifest.json'), '{"format":"gatehouse-evidence"}'), [{ file: 'manifest.json', wrong: 'manifestUnreadable' }]],
    ['a manifest that says otherwise', async (path: string) => writeFile(join(path, 'manifest.json'), (await readFile(join(path, 'manifest.json'), 'utf8')).replace('Harbour Lights', 'Harbour Nights')), [{ file: 'manifest.json', wrong: 'badSignature' }]]
  ] as const)('is told of %s', async (_, tamper, findings) => {
    const set = await setUp(snapshot())
    const { path } = await set.write()
    await tamper(path)
    set.choose(path)
    const found = await set.service.verify()
    expect(found?.findings).toEqual(expect.arrayContaining([...findings]))
    expect(found?.findings).toHaveLength(findings.length)
    if (findings[0].file === 'manifest.json') expect(found?.manifest).toBeNull()
  })

})
