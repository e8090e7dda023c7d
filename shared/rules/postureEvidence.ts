import type { KeyInventory } from '../domain/keyInventory'
import type { Completeness, OrganizationSecurity } from '../domain/organizationSecurity'
import type { RequirementName, RequirementState, Standard, StandardFinding } from './complianceMap'
import { csv } from './csv'
import type { PostureScore } from './posture'

/** What was found, of which readings, for whom it is to be shown to. */
export interface Evidence {
  /** When it is written down, ISO 8601 in UTC. */
  writtenAt: string
  /** The server's address as the person knows it. */
  server: string
  security: OrganizationSecurity
  /** null: they could not be read. */
  keys: KeyInventory | null
  standards: readonly StandardFinding[]
  score: PostureScore
}

export interface EvidenceWords {
  column: Record<'standard' | 'control' | 'setting' | 'state' | 'found' | 'needed' | 'organization' | 'server' | 'readAt' | 'settingsReading' | 'note', string>
  standard: (standard: Standard) => string
  requirement: (name: RequirementName) => string
  state: (state: RequirementState) => string
  settingsReading: (complete: boolean) => string
  /** That it is evidence and no statement of conformity; stands in every line, for lines are copied out. */
  note: string
}

/** One line for each setting that bears on a control. */
export function evidenceCsv({ security, server, standards }: Evidence, words: EvidenceWords): string {
  const { column } = words
  const header = [column.standard, column.control, column.setting, column.state, column.found, column.needed, column.organization, column.server, column.readAt, column.settingsReading, column.note]
  const reading = words.settingsReading(settingsAreKnown(security))
  const number = (value: number | null): string => (value === null ? '' : String(value))
  const rows = standards.flatMap(({ standard, controls }) =>
    controls.flatMap(({ control, requirements }) =>
      requirements.map(({ name, state, found, needed }) => [
        words.standard(standard),
        control,
        words.requirement(name),
        words.state(state),
        number(found),
        number(needed),
        security.organizationName,
        server,
        security.readAt,
        reading,
        words.note
      ])
    )
  )
  return csv(header, rows)
}

/** For programs: the field's own terms, whatever the person's language. Numbers of people and keys only, no names. */
export function evidenceJson({ writtenAt, server, security, keys, standards, score }: Evidence): string {
  const content = {
    kind: 'gatehouse.posture-evidence',
    version: 1,
    note: 'Evidence of settings that bear on the named controls, as read at the named time. No statement of conformity with any standard.',
    writtenAt,
    server,
    organization: { id: security.organizationId, name: security.organizationName },
    readings: {
      settings: { readAt: security.readAt, complete: settingsAreKnown(security) },
      members: plainly(security.membersCompleteness),
      twoFactor: plainly(security.twoFactorCompleteness),
      passwords: security.passwordCompleteness === null ? 'notAsked' : plainly(security.passwordCompleteness),
      keys: keys === null ? null : { readAt: keys.readAt, organizationKeys: plainly(keys.organizationKeys), ownKeys: plainly(keys.ownKeys) }
    },
    score: { low: score.low, high: score.high, parts: score.parts },
    standards
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

export function settingsAreKnown({ enforcesTwoFactor, policies }: OrganizationSecurity): boolean {
  return enforcesTwoFactor.known && policies.known
}

/** Failed: with the code of why. */
function plainly(completeness: Completeness): string | { state: string; received: number; expected: number | null } {
  if (completeness.state === 'failed') return `failed: ${completeness.why.code}`
  return completeness.state === 'complete' ? 'complete' : completeness
}
