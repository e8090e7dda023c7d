import type { KeyAppRole, KeyOrganizationRole } from '../domain/apiKey'
import type { ExpiryBounds } from './apiKeyPolicy'
import type { ExpiryChoice, KeyDraft } from './keyDraft'

/** What Capgo's documentation names keys for. */
export const keyTemplateNames = ['deploy', 'monitoring', 'release', 'administration', 'provisioning'] as const
export type KeyTemplateName = (typeof keyTemplateNames)[number]

interface KeyTemplate {
  days: number
  organizationRole: KeyOrganizationRole | null
  /** null: a role on the whole organization needs none on apps. */
  appRole: KeyAppRole | null
  mayCreateOrganizations: boolean
}

/** The least that each use needs, and a secure key with an end for all of them (Capgo documentation, "API Keys", best practices and use cases). */
export const keyTemplates: Record<KeyTemplateName, KeyTemplate> = {
  deploy: { days: 90, organizationRole: null, appRole: 'app_uploader', mayCreateOrganizations: false },
  monitoring: { days: 180, organizationRole: null, appRole: 'app_reader', mayCreateOrganizations: false },
  release: { days: 90, organizationRole: null, appRole: 'app_developer', mayCreateOrganizations: false },
  administration: { days: 30, organizationRole: 'org_admin', appRole: null, mayCreateOrganizations: false },
  provisioning: { days: 30, organizationRole: 'org_admin', appRole: null, mayCreateOrganizations: true }
}

/** What a template has set, in the order of the form; only what was otherwise before. */
export type TemplateChange = 'name' | 'secure' | 'expiry' | 'organizationRole' | 'appRole' | 'mayCreateOrganizations'

/** The form as the template fills it: apps stay chosen, a name that somebody typed stays, the end is within the policy. */
export function withTemplate(draft: KeyDraft, name: KeyTemplateName, suggestedName: string, { maximum }: ExpiryBounds): { draft: KeyDraft; changed: TemplateChange[] } {
  const { days, organizationRole, appRole, mayCreateOrganizations } = keyTemplates[name]
  const expiry: ExpiryChoice = { kind: 'days', days: maximum === null ? days : Math.min(days, maximum.days) }
  const filled: KeyDraft = {
    ...draft,
    name: draft.name.trim() === '' ? suggestedName : draft.name,
    secure: true,
    expiry,
    organizationRole,
    mayCreateOrganizations,
    ...(appRole === null ? {} : { nextAppRole: appRole, apps: draft.apps.map(({ appId }) => ({ appId, role: appRole })) })
  }
  const changed: TemplateChange[] = [
    ...(filled.name === draft.name ? [] : ['name' as const]),
    ...(draft.secure ? [] : ['secure' as const]),
    ...(draft.expiry.kind === 'days' && draft.expiry.days === expiry.days ? [] : ['expiry' as const]),
    ...(draft.organizationRole === organizationRole ? [] : ['organizationRole' as const]),
    ...(appRole === null || (draft.nextAppRole === appRole && draft.apps.every(({ role }) => role === appRole)) ? [] : ['appRole' as const]),
    ...(draft.mayCreateOrganizations === mayCreateOrganizations ? [] : ['mayCreateOrganizations' as const])
  ]
  return { draft: filled, changed }
}
