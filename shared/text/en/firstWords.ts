/** What the window around the pages says of pages that are not loaded yet; their own texts have the same words. */
export const sectionTitles = {
  access: 'Your access',
  activity: 'Activity',
  apiKeys: 'API Keys',
  members: 'Members',
  posture: 'Posture',
  security: 'Security'
}

export const roleNames = {
  org_super_admin: 'Super admin',
  org_admin: 'Admin',
  org_billing_admin: 'Billing admin',
  apikey_manager: 'API key manager',
  org_member: 'Member'
}
