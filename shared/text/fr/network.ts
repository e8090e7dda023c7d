import type { network as english } from '../en/network'

export const network: typeof english = {
  title: 'Réseau',
  what: 'les réglages du réseau',
  proxy: {
    label: 'Proxy',
    system: 'Système',
    direct: 'Aucun',
    manual: 'Manuel',
    address: 'Adresse du proxy',
    hint: 'Hôte et port, par exemple proxy.example:3128 ; précédés de socks5:// ou https:// pour un proxy de ce type. Gatehouse ne sait pas s’identifier auprès d’un proxy.',
    use: 'Utiliser ce proxy',
    noScript: 'Un script de configuration (PAC) du système n’est pas suivi ; s’il y en a un, saisissez son proxy à la main.',
    notYet: 'Tant qu’aucune adresse n’est utilisée, le choix précédent reste en vigueur.',
    wrong: {
      notAddress: 'Ce n’est pas l’adresse d’un proxy. Saisissez son hôte et son port, par exemple proxy.example:3128.',
      noPort: 'Il manque le port. Demandez-le à l’administrateur du proxy ; 3128 et 8080 sont courants.',
      withName: 'Ni nom ni mot de passe n’y ont leur place : les réglages sont gardés dans un fichier, où l’on ne met pas de secret.',
      kind: 'Gatehouse connaît les proxys de type http, https, socks4 et socks5.'
    }
  },
  route: {
    what: 'le chemin vers le serveur',
    title: 'Chemin vers le serveur',
    direct: '{host} serait joint directement.',
    proxy: '{host} serait joint par {ways}.',
    directly: 'directement',
    otherwise: '{first}, sinon {then}',
    failed: 'On ne sait pas comment le serveur est joint en ce moment.'
  },
  certificates: {
    title: 'Autorités de certification',
    sentence: 'Un serveur est digne de confiance si une autorité du système, ou l’une de celles fournies avec Gatehouse, se porte garante de lui. Si votre organisation a sa propre autorité, ajoutez son certificat (fichier PEM ou DER). Rien n’est jamais demandé à un serveur dont aucune ne répond ; Gatehouse ne voit pas non plus qu’un certificat a été révoqué.',
    what: 'les certificats ajoutés',
    none: 'Aucun n’a été ajouté.',
    add: 'Ajouter un certificat…',
    adding: 'l’ajout d’un certificat',
    added: '{count} certificat ajouté | {count} certificats ajoutés',
    nothingNew: 'Le contenu de ce fichier avait déjà été ajouté.',
    issuedBy: 'Émis par {issuer}',
    selfIssued: 'Émis par lui-même',
    validTo: 'Valable jusqu’au {date}',
    expired: 'Expiré le {date}',
    fingerprint: 'SHA-256 {fingerprint}',
    remove: 'Retirer…',
    removeOne: 'Retirer {subject}…'
  },
  removal: {
    title: 'Retirer {subject} ?',
    effect: 'Dès la prochaine requête, plus rien n’est demandé aux serveurs dont seule cette autorité répond.',
    undo: 'Pour lui faire de nouveau confiance, ajoutez son fichier une nouvelle fois.',
    confirm: 'Retirer le certificat',
    what: 'le retrait du certificat',
    done: 'Certificat retiré'
  },
  problem: {
    heading: 'Rien n’a été ajouté',
    tooLarge: 'Ce fichier est trop gros pour des certificats. Choisissez-en un qui ne contient guère plus que le certificat de l’autorité.',
    unreadable: 'Ce fichier n’est pas un certificat PEM ou DER, ou il est incomplet. Exportez de nouveau le certificat, au format PEM (base 64).',
    notAuthority: '« {subject} » n’est pas une autorité de certification : ce certificat est celui d’un serveur ou d’une personne. Choisissez celui de l’autorité qui l’a émis.',
    expired: '« {subject} » a expiré. Demandez le certificat actuel à l’administrateur de cette autorité.',
    notYetValid: '« {subject} » n’est pas encore valable. Vérifiez l’horloge de cet ordinateur, ou attendez cette date.',
    issuerMissing: '« {subject} » a été émis par une autre autorité, absente du fichier. Choisissez un fichier qui contient aussi le certificat racine, ou ajoutez d’abord celui-ci.',
    weakKey: 'La clé de « {subject} » est si courte que ses signatures pourraient être contrefaites. Demandez-en une plus forte à l’administrateur de cette autorité.',
    tooMany: 'Trop de certificats sont déjà gardés pour en ajouter. Retirez ceux qui ne servent plus.'
  },
  dialog: { kind: 'Certificats', anyFile: 'Tous les fichiers' }
}
