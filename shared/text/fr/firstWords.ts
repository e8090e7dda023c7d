import type * as english from '../en/firstWords'

export const sectionTitles: typeof english.sectionTitles = {
  access: 'Vos accès',
  activity: 'Activité',
  apiKeys: 'Clés d’API',
  members: 'Membres',
  posture: 'Posture',
  security: 'Sécurité'
}

export const roleNames: typeof english.roleNames = {
  org_super_admin: 'Super-administrateur',
  org_admin: 'Administrateur',
  org_billing_admin: 'Administrateur de facturation',
  apikey_manager: 'Gestionnaire de clés d’API',
  org_member: 'Membre'
}
