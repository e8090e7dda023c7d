import type { SecurityPolicies } from '../domain/organization'
import type { OrganizationSecurity } from '../domain/organizationSecurity'
import { enforcedLength } from './passwordPolicy'

/**
 * Which settings bear on which controls of five standards. It is evidence and no more: a setting that is in place shows
 * something of one control, never that an organization conforms to anything. Source of which features bear on which
 * standard: Capgo's documentation, "Compliance and Auditing"; of the controls: the standards themselves (AICPA Trust
 * Services Criteria 2017, ISO/IEC 27001:2022 Annex A, 45 CFR Part 164, Regulation (EU) 2016/679, PCI DSS v4.0).
 */
export const standards = ['soc2', 'iso27001', 'hipaa', 'gdpr', 'pciDss'] as const
export type Standard = (typeof standards)[number]

export const requirementNames = ['twoFactor', 'passwordPolicy', 'passwordLength', 'passwordNumber', 'passwordLetter', 'secureKeys', 'keyExpiration', 'keyMaximum', 'encryptedBundles'] as const
export type RequirementName = (typeof requirementNames)[number]
export type RequirementState = 'satisfied' | 'missing' | 'unknown'

export interface RequirementFinding {
  name: RequirementName
  state: RequirementState
  /** What is set, where it is a number of characters or days and known. */
  found: number | null
  /** The least number that is asked, where it is one. */
  needed: number | null
}

export interface ControlFinding {
  /** As the standard writes it. */
  control: string
  /** Missing when anything is; else unknown when anything is. */
  state: RequirementState
  requirements: RequirementFinding[]
}

export interface StandardFinding {
  standard: Standard
  state: RequirementState
  controls: ControlFinding[]
}

type Requirement = RequirementName | readonly ['passwordLength', number]

const passwords = ['passwordPolicy'] as const
const lifetime = ['keyExpiration', 'keyMaximum'] as const

const controlsOf: Record<Standard, readonly (readonly [control: string, requirements: readonly Requirement[]])[]> = {
  soc2: [
    // Logical access security; issuing and ending credentials; access by role, withdrawn in time.
    ['CC6.1', ['twoFactor', ...passwords, 'secureKeys']],
    ['CC6.2', lifetime],
    ['CC6.3', ['keyExpiration']]
  ],
  iso27001: [
    // Access control; authentication information; secure authentication; use of cryptography.
    ['A.5.15', ['twoFactor', ...lifetime]],
    ['A.5.17', [...passwords, 'secureKeys']],
    ['A.8.5', ['twoFactor', ...passwords]],
    ['A.8.24', ['secureKeys', 'encryptedBundles']]
  ],
  hipaa: [
    // Access control; person or entity authentication; password management.
    ['§164.312(a)(1)', ['keyExpiration', 'secureKeys']],
    ['§164.312(d)', ['twoFactor', ...passwords]],
    ['§164.308(a)(5)(ii)(D)', passwords]
  ],
  // Confidentiality of the systems that process personal data.
  gdpr: [['Art. 32(1)(b)', ['twoFactor', ...passwords, 'secureKeys', 'keyExpiration']]],
  pciDss: [
    // Authentication factors unreadable when stored; at least 12 characters with digits and letters; MFA; system accounts.
    ['8.3.2', ['secureKeys']],
    ['8.3.6', [['passwordLength', 12], 'passwordNumber', 'passwordLetter']],
    ['8.4', ['twoFactor']],
    ['8.6.3', lifetime]
  ]
}

/** How the present settings bear on each standard; null is a reading that failed. */
export function complianceMap(security: OrganizationSecurity | null): StandardFinding[] {
  return standards.map((standard) => {
    const controls = controlsOf[standard].map(([control, requirements]): ControlFinding => {
      const findings = requirements.map((requirement) => findingOf(requirement, security))
      return { control, state: together(findings), requirements: findings }
    })
    return { standard, state: together(controls), controls }
  })
}

function findingOf(requirement: Requirement, security: OrganizationSecurity | null): RequirementFinding {
  const [name, needed] = typeof requirement === 'string' ? [requirement, null] : requirement
  if (name === 'twoFactor') return { name, ...stateOf(security?.enforcesTwoFactor.known === true ? security.enforcesTwoFactor.value : null), needed }
  const policies = security?.policies.known === true ? security.policies.value : null
  if (policies === null) return { name, state: 'unknown', found: null, needed }
  return { name, needed, ...judges[name](policies, needed ?? 0) }
}

type Found = Pick<RequirementFinding, 'state' | 'found'>

const judges: Record<Exclude<RequirementName, 'twoFactor'>, (policies: SecurityPolicies, needed: number) => Found> = {
  passwordPolicy: ({ passwordPolicy }) => stateOf(passwordPolicy?.enabled === true),
  passwordLength({ passwordPolicy }, needed) {
    const length = enforcedLength(passwordPolicy)
    return { state: length !== null && length >= needed ? 'satisfied' : 'missing', found: length }
  },
  passwordNumber: ({ passwordPolicy }) => stateOf(passwordPolicy?.enabled === true && passwordPolicy.requireNumber),
  // The server can ask for a letter only by asking for a capital.
  passwordLetter: ({ passwordPolicy }) => stateOf(passwordPolicy?.enabled === true && passwordPolicy.requireUppercase),
  secureKeys: ({ enforcesSecureKeys }) => stateOf(enforcesSecureKeys),
  keyExpiration: ({ requiresKeyExpiration }) => stateOf(requiresKeyExpiration),
  keyMaximum: ({ maxKeyExpirationDays }) => ({ ...stateOf(maxKeyExpirationDays !== null), found: maxKeyExpirationDays }),
  encryptedBundles: ({ enforcesEncryptedBundles }) => stateOf(enforcesEncryptedBundles)
}

function stateOf(inPlace: boolean | null): Found {
  return { state: inPlace === null ? 'unknown' : inPlace ? 'satisfied' : 'missing', found: null }
}

function together(parts: readonly { state: RequirementState }[]): RequirementState {
  return parts.some(({ state }) => state === 'missing') ? 'missing' : parts.some(({ state }) => state === 'unknown') ? 'unknown' : 'satisfied'
}
