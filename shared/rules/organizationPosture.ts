import type { CredentialKind } from '../domain/connection'
import { accessBlockSchema, type AccessBlock, type OrganizationSummary } from '../domain/organization'

/** Whether the credential in use can look into an organization. An invitation comes first: nothing else counts before it is accepted. */
export type OrganizationState = 'open' | 'invited' | 'blocked'

/** What blocks the owner of an API key does not block the key (Capgo backend: keys pass by 2FA enforcement and the password policy). */
export function stateOfOrganization({ invited, blockedBy }: OrganizationSummary, credential: CredentialKind): OrganizationState {
  if (invited) return 'invited'
  return credential === 'session' && blockedBy.length > 0 ? 'blocked' : 'open'
}

/** What several organizations need, counted. */
export interface PostureTotals {
  total: number
  withoutEnforcement: number
  /** Closed to the person, or the owner of the key, until they turn on 2FA, and for nothing else. */
  blockedByTwoFactor: number
  /** Closed to them until they prove their password, and for nothing else. */
  blockedByPassword: number
  /** Closed to them until they have done both. */
  blockedByBoth: number
  invited: number
}

export function postureTotals(organizations: readonly OrganizationSummary[]): PostureTotals {
  const blocked = organizations.filter(({ invited, blockedBy }) => !invited && blockedBy.length > 0)
  const blockedBy = (blocks: readonly AccessBlock[]) => blocked.filter((one) => accessBlockSchema.options.every((block) => one.blockedBy.includes(block) === blocks.includes(block))).length
  return {
    total: organizations.length,
    withoutEnforcement: organizations.filter(({ enforcesTwoFactor }) => !enforcesTwoFactor).length,
    blockedByTwoFactor: blockedBy(['twoFactor']),
    blockedByPassword: blockedBy(['passwordPolicy']),
    blockedByBoth: blockedBy(['twoFactor', 'passwordPolicy']),
    invited: organizations.filter(({ invited }) => invited).length
  }
}

/** Groups that the overview can be narrowed to; an organization can be in several. */
export const attentionGroups = ['all', 'attention', 'notRequired', 'closed'] as const
export type AttentionGroup = (typeof attentionGroups)[number]

export function isInGroup(organization: OrganizationSummary, group: AttentionGroup, credential: CredentialKind): boolean {
  const notRequired = !organization.enforcesTwoFactor
  return {
    all: true,
    attention: notRequired || organization.invited || organization.blockedBy.length > 0,
    notRequired,
    closed: stateOfOrganization(organization, credential) !== 'open'
  }[group]
}
