import type { vault as english } from '../en/vault'

export const vault: typeof english = {
  memoryOnly: 'Les connexions restent en mémoire et disparaissent à la fermeture de Gatehouse.',
  means: {
    noSessionBus: 'Gatehouse a été lancé hors d’une session de bureau et n’atteint pas le trousseau.',
    noSecretService: 'Aucun service de trousseau ne fonctionne sur cet ordinateur.',
    locked: 'Le trousseau du système est verrouillé.',
    libraryMissing: 'La bibliothèque du système qui ouvre le trousseau (libsecret) n’est pas installée.',
    notCompiled: 'La partie de Gatehouse qui ouvre le trousseau n’a pas été compilée sur cet ordinateur.',
    refused: 'Le trousseau du système a refusé une entrée d’essai.'
  },
  wayOut: {
    noSessionBus: 'Lancez-le depuis le bureau plutôt que d’un simple terminal ou d’un conteneur.',
    noSecretService: 'Installez-en un et démarrez-le, par exemple gnome-keyring ou KWallet, puis relancez Gatehouse.',
    locked: 'Déverrouillez-le, puis relancez Gatehouse.',
    libraryMissing: 'Installez le paquet libsecret-1-0 (libsecret sur certains systèmes), puis relancez Gatehouse.',
    notCompiled: 'Installez un compilateur et les en-têtes de libsecret, puis réinstallez Gatehouse.',
    refused: 'Ouvrez le gestionnaire de trousseaux du système, vérifiez que le trousseau par défaut accepte des entrées, puis relancez Gatehouse.'
  }
}
