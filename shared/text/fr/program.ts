import type { ProgramText } from '../en/program'

export const program: ProgramText = {
  about: {
    title: 'À propos de Gatehouse',
    sentence: 'Quel Gatehouse est ouvert, sur quoi il fonctionne, et les licences de tout ce qu’il contient.',
    what: 'la description de cette copie',
    version: 'Version',
    build: 'Construite à partir de',
    buildUnknown: 'Inconnu',
    packaged: 'Installée depuis un paquet',
    fromSource: 'Lancée depuis ses sources',
    chromium: 'Chromium',
    node: 'Node.js',
    none: 'Aucun',
    data: 'Ses données sont dans',
    licence: 'Licence',
    own: 'MIT. Vous pouvez l’utiliser, le modifier et le transmettre ; il est fourni sans garantie.',
    included: 'Ce qui est inclus',
    sentenceIncluded: 'Les logiciels d’autrui livrés avec Gatehouse. Ce que Chromium et Node apportent se trouve dans LICENSES.chromium.html à côté du programme.',
    noList: 'Cette copie n’a pas encore de liste : npm run build la produit.',
    search: 'Rechercher un nom ou une licence',
    searchHint: 'Nom ou licence (F)',
    found: '{count} paquet | {count} paquets',
    noneFound: 'Rien ne contient « {searched} ».',
    show: 'Licence de {name} {version}',
    whatLicence: 'le texte de cette licence',
    noText: 'Son paquet indique la licence {licence} et n’en apporte pas le texte.',
    close: 'Fermer'
  },
  news: {
    title: 'Nouveautés',
    since: 'Ce qui a changé depuis la version {from}.',
    all: 'Ce qui a changé, version par version.',
    language: 'La liste est rédigée en anglais.',
    coming: 'Dans cette version',
    released: '{version}, {date}',
    kind: { added: 'Ajouté', changed: 'Modifié', fixed: 'Corrigé', removed: 'Retiré', deprecated: 'Bientôt retiré', security: 'Sécurité' },
    nothing: 'Rien n’est écrit sur des versions plus récentes.'
  }
}
