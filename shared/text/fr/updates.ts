import type { UpdatesText } from '../en/updates'

export const updates: UpdatesText = {
  title: 'Mises à jour',
  what: 'la recherche de mises à jour',
  version: 'Cette version',
  from: 'Cherchées à',
  looked: 'Dernière réponse',
  never: 'Aucune pour l’instant',
  byPackage: '{address}, d’après le paquet',
  byPolicy: '{address}, d’après votre administrateur',
  auto: {
    label: 'Chercher les mises à jour automatiquement',
    hint: 'Une fois par jour, tant que Gatehouse est ouvert. Seule l’adresse ci-dessus est interrogée, et rien sur vous ni sur vos organisations n’est transmis. Rien n’est téléchargé ni installé sans vous.'
  },
  ability: {
    source: 'Cette copie est lancée depuis ses sources, et ne se met pas à jour elle-même.',
    policy: 'Votre administrateur a désactivé les mises à jour sur cet ordinateur. Rien n’est demandé ; les nouvelles versions viennent de votre administrateur.',
    noFeed: 'Cette copie ne sait pas où chercher les mises à jour. Une nouvelle version arrive par le même chemin que celle-ci.'
  },
  step: {
    unknown: 'Aucune recherche depuis l’ouverture de Gatehouse.',
    looking: 'Recherche d’une version plus récente…',
    upToDate: 'Gatehouse est à jour.',
    available: 'La version {version} est disponible.',
    downloading: 'La version {version} est en cours de téléchargement : {percent} %.',
    ready: 'La version {version} est téléchargée et vérifiée. Elle s’installe au redémarrage.'
  },
  released: 'Publiée le {date}',
  size: '{size} Mo',
  notes: 'Ce qu’en dit son éditeur',
  check: 'Chercher maintenant',
  download: 'Télécharger',
  cancel: 'Arrêter le téléchargement',
  restart: 'Redémarrer pour mettre à jour',
  restartHint: 'Gatehouse se ferme, est remplacé et se rouvre. Ce qui n’est pas terminé pose d’abord la question.',
  copyAddress: 'Copier l’adresse',
  copied: 'Adresse copiée',
  installation: {
    package: 'Gatehouse a été installé comme un paquet de votre système et se met à jour de même : téléchargez le nouveau paquet ici, ou attendez vos sources de logiciels.',
    portable: 'Ceci est le programme portable, qui ne se remplace pas lui-même : téléchargez le nouveau ici et mettez-le à la place de celui-ci.',
    unsigned: 'Cette copie ne sait pas quelle signature une nouvelle version doit porter ; elle n’en installe donc pas elle-même : téléchargez-la ici.'
  },
  failed: {
    look: 'impossible de savoir s’il existe une version plus récente',
    download: 'la version {version} n’a pas été téléchargée',
    install: 'la version {version} n’a pas été installée'
  },
  nothing: 'Rien n’a été installé ; cette version continue de fonctionner.',
  problem: {
    status: 'Le serveur a refusé. Réessayez plus tard, ou prévenez la personne qui s’occupe des mises à jour.',
    notFound: 'Le fichier n’y est pas. Prévenez la personne qui s’occupe des mises à jour.',
    tooLarge: 'La réponse est trop longue pour une liste de versions. L’adresse mène peut-être ailleurs.',
    notYaml: 'La réponse n’est pas une liste de versions. Le réseau demande peut-être de s’identifier, ou l’adresse est fausse.',
    fields: 'La réponse n’est pas une liste de versions. Le réseau demande peut-être de s’identifier, ou l’adresse est fausse.',
    version: 'Ce qui est indiqué n’est pas une version que Gatehouse puisse comparer à celle-ci.',
    noFile: 'La nouvelle version n’a pas de fichier pour ce système et ce processeur.',
    address: 'Elle menait à une adresse sans chiffrement, qui n’est pas suivie.',
    server: 'La demande menait à un serveur qui n’a pas à être interrogé pour les mises à jour ; il ne l’a pas été. Quand votre administrateur liste des serveurs, les mises à jour ne viennent que de ceux-là.',
    redirects: 'Le serveur a renvoyé la demande sans fin.',
    system: 'La nouvelle version demande un système plus récent.',
    shorter: 'Le fichier est plus court qu’indiqué ; il a été jeté. Réessayez.',
    longer: 'Le fichier est plus long qu’indiqué ; il a été jeté.',
    hash: 'Le fichier n’est pas celui qui est indiqué : sa somme de contrôle diffère ; il a été jeté. Si cela se reproduit, prévenez la personne qui s’occupe des mises à jour.',
    signature: 'Le fichier ne porte pas la signature de l’éditeur ; il n’a pas été accepté. Prévenez la personne qui s’occupe des mises à jour.',
    unverified: 'Impossible de vérifier que le fichier porte la signature de l’éditeur ; il n’a pas été retenu. C’est Windows PowerShell qui fait la vérification : prévenez la personne qui s’occupe de cet ordinateur.',
    notWritable: 'Le fichier du programme n’a pas pu être remplacé. Déplacez-le dans un dossier que vous pouvez modifier, ou installez la nouvelle version à la main.',
    notInstalled: 'Le système ne l’a pas acceptée. Installez la nouvelle version à la main.'
  }
}
