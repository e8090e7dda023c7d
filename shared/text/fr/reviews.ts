import type { reviews as english } from '../en/reviews'

export const reviews: typeof english = {
  severity: { critical: 'Critique', high: 'Élevée', medium: 'Moyenne', low: 'Faible', note: 'À noter' },
  state: { open: 'Ouvert', accepted: 'Accepté' },
  rule: {
    twoFactorNotEnforced: 'La 2FA n’est pas exigée des membres',
    membersWithoutTwoFactor: '{count} membre n’a pas la 2FA | {count} membres n’ont pas la 2FA',
    administratorWithoutTwoFactor: 'Un administrateur n’a pas la 2FA',
    oneSuperAdmin: 'Il n’y a qu’un seul super admin',
    passwordPolicyOff: 'Aucune politique de mots de passe n’est en vigueur',
    passwordPolicyWeak: 'La politique de mots de passe demande moins que 12 caractères avec une majuscule et un chiffre',
    passwordsUnproved: '{count} membre n’a pas prouvé de mot de passe conforme | {count} membres n’ont pas prouvé de mot de passe conforme',
    secureKeysNotEnforced: 'Les clés d’API en clair sont acceptées',
    plainKey: 'Une clé d’API en clair | {count} clés d’API en clair',
    keyExpirationNotRequired: 'Les clés d’API peuvent ne jamais expirer',
    keyMaximumLong: 'Les clés d’API peuvent durer plus de 180 jours',
    keyWithoutExpiry: 'Une clé d’API qui n’expire jamais | {count} clés d’API qui n’expirent jamais',
    keyBeyondMaximum: 'Une clé d’API qui dure plus que la politique ne le permet | {count} clés d’API qui durent plus que la politique ne le permet',
    keyExpired: 'Une clé d’API expirée | {count} clés d’API expirées',
    keyOwnerWithoutTwoFactor: 'Une clé d’API dont le propriétaire n’a pas la 2FA | {count} clés d’API dont les propriétaires n’ont pas la 2FA',
    keyOwnerNotListed: 'Une clé d’API dont le propriétaire n’est pas membre | {count} clés d’API dont les propriétaires ne sont pas membres',
    keyMayAdministrate: 'Une clé d’API qui peut administrer | {count} clés d’API qui peuvent administrer',
    bundlesNotEncrypted: 'Les bundles peuvent ne pas être chiffrés',
    invitationsPending: '{count} invitation n’est pas encore acceptée | {count} invitations ne sont pas encore acceptées',
    statusesUnknown: 'Le statut de {count} membre est inconnu | Le statut de {count} membres est inconnu'
  }
}
