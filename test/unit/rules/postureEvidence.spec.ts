import { describe, expect, it } from 'vitest'
import { complianceMap } from '#shared/rules/complianceMap'
import { judgePosture } from '#shared/rules/posture'
import { evidenceCsv, evidenceJson, type Evidence, type EvidenceWords } from '#shared/rules/postureEvidence'
import { inventory, key } from '../../support/keyInventoryFixtures'
import { lookUpFailure, member, security } from '../../support/organizationSecurityFixtures'

const words: EvidenceWords = {
  column: { standard: 'Standard', control: 'Control', setting: 'Setting', state: 'State', found: 'Found', needed: 'Asked', organization: 'Organization', server: 'Server', readAt: 'Read at', settingsReading: 'Reading', note: 'Note' },
  standard: (standard) => standard.toUpperCase(),
  requirement: (name) => name,
  state: (state) => state,
  settingsReading: (complete) => (complete ? 'complete' : 'incomplete'),
  note: 'evidence only'
}

function evidence(changes: Parameters<typeof security>[0] = {}, keys: Evidence['keys'] = inventory([key(1)])): Evidence {
  const read = security(changes)
  return { writtenAt: '2027-03-12T10:00:00.000Z', server: 'api.capgo.app', security: read, keys, standards: complianceMap(read), score: judgePosture(read, keys, Date.parse(read.readAt)).score }
}

describe('evidence as CSV', () => {
  it('has a line for each setting of each control, with where and when it was read', () => {
    const lines = evidenceCsv(evidence(), words).trim().split('\r\n')
    const settings = complianceMap(security()).flatMap(({ controls }) => controls.flatMap(({ requirements }) => requirements)).length
    expect(lines).toHaveLength(settings + 1)
    expect(lines[1]).toBe('"SOC2","CC6.1","twoFactor","missing","","","Harbour Lights","api.capgo.app","2027-03-12T09:30:00.000Z","complete","evidence only"')
    expect(lines.find((line) => line.includes('passwordLength'))).toContain('"missing","","12"')
    expect(lines.slice(1).every((line) => line.endsWith('"evidence only"'))).toBe(true)
  })

  it('says when the settings could not all be read, and lets no name run as a formula', () => {
    const text = evidenceCsv(evidence({ policies: { known: false, why: lookUpFailure }, organizationName: '=HYPERLINK("http://evil.example")' }), words)
    expect(text).toContain('"incomplete"')
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
  })
})

describe('evidence as JSON', () => {
  it('says when, where, of what and how completely it was read, and names nobody', () => {
    const text = evidenceJson(evidence({ members: [member('ada', 'enabled')], twoFactorCompleteness: { state: 'failed', why: lookUpFailure }, membersCompleteness: { state: 'incomplete', received: 1, expected: 3 } }))
    expect(JSON.parse(text)).toMatchObject({
      kind: 'gatehouse.posture-evidence',
      version: 1,
      writtenAt: '2027-03-12T10:00:00.000Z',
      server: 'api.capgo.app',
      organization: { name: 'Harbour Lights' },
      readings: {
        settings: { readAt: '2027-03-12T09:30:00.000Z', complete: true },
        members: { state: 'incomplete', received: 1, expected: 3 },
        twoFactor: 'failed: timeout',
        passwords: 'notAsked',
        keys: { organizationKeys: 'complete', ownKeys: 'complete' }
      }
    })
    expect(text).not.toMatch(/ada|@|Key 1|took too long/u)
    expect(text).toContain('No statement of conformity')
  })

  it('tells keys that could not be read from keys that are none', () => {
    expect(JSON.parse(evidenceJson(evidence({}, null)))).toMatchObject({ readings: { keys: null } })
  })
})
