import type { policies as english } from '../en/policies'

export const policies: typeof english = {
  preset: {
    name: { development: 'Développement', pipelines: 'Chaînes CI/CD', production: 'Production', enterprise: 'Entreprise et conformité' },
    secureKeys: { recommended: 'Clés sûres recommandées', required: 'Clés sûres exigées' },
    expiration: { optional: 'Expiration facultative', required: 'Expiration exigée' },
    maxDays: 'De {least} à {most} jours au plus ; le préréglage retient {most}'
  },
  direction: { same: 'Inchangé', stricter: 'Plus strict', looser: 'Moins strict', different: 'Différent' },
  command: {
    shell: { posix: 'Linux et macOS (sh, bash, zsh)', powershell: 'PowerShell' },
    tool: { cli: 'Ligne de commande Capgo', request: 'Requête web' },
    credential: {
      apiKey: 'Elle lit une clé d’API dans la variable CAPGO_TOKEN ; la clé elle-même n’y figure pas.',
      session: 'Elle lit le jeton d’accès d’une session dans la variable CAPGO_SESSION ; le jeton lui-même n’y figure pas.'
    },
    elsewhere: 'Elle lit la clé publique de votre serveur dans la variable CAPGO_SUPA_ANON.',
    note: {
      needsSession: 'Tant que la 2FA est exigée, et pour l’exiger, le serveur n’accepte de changements que d’une session. La ligne de commande Capgo propose --enforce-2fa, que le serveur refuse à toute clé d’API.',
      notWhileEnforced: 'On ne sait pas si la 2FA est exigée. Si elle l’est, le serveur refuse ceci à toute clé d’API.',
      asksFirst: 'Si des membres ne respectent pas les règles en vigueur, la commande demande confirmation avant de continuer.',
      needsSecureKey: 'Dès lors, les clés d’API en clair sont aussitôt refusées, y compris celle de CAPGO_TOKEN si c’en est une.',
      needsExpiringKey: 'Dès lors, le serveur veut une clé qui expire ; sans date d’expiration, celle de CAPGO_TOKEN est refusée.'
    }
  }
}
