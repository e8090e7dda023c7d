export interface Ability {
  can: 'yes' | 'partly' | 'no'
  /** Which text says more, if any. */
  detail: 'roleOfKey' | 'roleOfPerson' | 'exceptTwoFactor' | 'ownTwoFactor' | 'neverItself' | null
}

export interface CredentialAbility {
  action: 'read' | 'settings' | 'ownKeys' | 'createKeys' | 'allKeys'
  apiKey: Ability
  session: Ability
}

const no: Ability = { can: 'no', detail: null }
const yes: Ability = { can: 'yes', detail: null }

/**
 * What each kind of credential can do, as Capgo's backend answers (API version 12.201.7): switching 2FA enforcement on
 * with a key is refused (`cannot_update_org`), and while it is on every change but switching it off; a key is never given rights over itself (`cannot_update_apikey`) nor over
 * new keys (`cannot_create_apikey`), and the list of every key (`get_org_apikeys`) is for sessions (`NO_RIGHTS`).
 */
export const credentialAbilities: readonly CredentialAbility[] = [
  { action: 'read', apiKey: { can: 'yes', detail: 'roleOfKey' }, session: { can: 'yes', detail: 'roleOfPerson' } },
  { action: 'settings', apiKey: { can: 'partly', detail: 'exceptTwoFactor' }, session: { can: 'yes', detail: 'ownTwoFactor' } },
  { action: 'ownKeys', apiKey: { can: 'partly', detail: 'neverItself' }, session: yes },
  { action: 'createKeys', apiKey: no, session: yes },
  { action: 'allKeys', apiKey: no, session: yes }
]
