import type { FindsText } from '../en/finds'

export const finds: FindsText = {
  typeName: 'Ajoutez le nom d’une clé pour une autre clé',
  security: 'Sécurité de cette organisation',
  also: 'Là où cela se fait',
  setting: {
    language: 'traduction français anglais english',
    theme: 'mode sombre nuit clair contraste couleurs apparence',
    motion: 'animation accessibilité réduire mouvement',
    connections: 'se connecter se déconnecter déconnexion compte serveur',
    idleLockMinutes: 'inactivité délai verrouillage automatique écran minutes',
    clipboardSeconds: 'copier coller secret effacer secondes',
    keychain: 'coffre trousseau secrets',
    emailSeparator: 'virgule point-virgule adresses liste',
    refreshMinutes: 'actualiser intervalle recharger automatique minutes',
    proxy: 'réseau internet serveur adresse mandataire',
    certificates: 'tls ssl autorité confiance',
    expiryNotices: 'notification alerte expire expiration rappel',
    batchNotices: 'notification alerte terminé',
    startAtLogin: 'démarrage automatique lancement ouverture de session démarrer',
    tray: 'zone de notification barre icône arrière-plan fermer réduire masquer',
    updates: 'mise à jour version automatique télécharger',
    data: 'stockage dossier fichiers supprimer effacer vie privée',
    about: 'version licences'
  },
  policy: {
    enforcesTwoFactor: '2fa mfa double authentification imposer exiger',
    passwordPolicy: 'mot de passe règles exigences',
    minLength: 'mot de passe longueur caractères',
    requireUppercase: 'mot de passe majuscule',
    requireNumber: 'mot de passe chiffre',
    requireSpecial: 'mot de passe symbole signe',
    enforcesSecureKeys: 'clé api hachée en clair sécurisée',
    requiresKeyExpiration: 'clé api expiration expire date',
    maxKeyExpirationDays: 'clé api expiration maximum durée',
    enforcesEncryptedBundles: 'chiffrement chiffrer envoi bundle paquet',
    requiredEncryptionKey: 'chiffrement empreinte bundle paquet',
    presets: 'modèle préréglage recommandé'
  },
  command: {
    members: 'personnes utilisateurs exporter csv json enregistrer courriel',
    keys: 'exporter csv rapport jetons',
    posture: 'exporter pdf preuves auditeur dossier score',
    activity: 'exporter csv audit journal historique',
    reviews: 'instantané comparer exporter preuves',
    connections: 'se déconnecter déconnexion se connecter changer de compte serveur',
    access: 'permissions droits rôle',
    about: 'licences logiciels libres version',
    diagnostics: 'assistance problème réseau vérifier journaux'
  },
  topic: {
    rotateKey: 'régénérer renouveler remplacer',
    revokeKey: 'supprimer retirer',
    lock: 'inactivité mot de passe',
    keyboard: 'raccourcis touches',
    upToDate: 'zone de notification démarrage mises à jour'
  }
}
