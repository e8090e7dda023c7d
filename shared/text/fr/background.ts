import type { BackgroundText } from '../en/background'

export const background: BackgroundText = {
  title: 'En arrière-plan',
  what: 'ce que dit le système',
  startAtLogin: {
    label: 'Lancer à l’ouverture de session',
    hint: 'Gatehouse démarre quand vous ouvrez votre session sur cet ordinateur. Si l’icône près de l’horloge est activée, seule l’icône apparaît ; sinon la fenêtre s’ouvre. Cela ne connecte personne à Capgo.',
    on: 'Le système lance Gatehouse à l’ouverture de session.',
    asked: 'Vous l’avez demandé, et le système ne le fait pas : il ne l’a pas accepté, ou quelqu’un l’y a retiré.',
    awaitsApproval: 'macOS attend votre accord : Réglages Système, Général, Ouverture.',
    switchedOff: 'C’est désactivé dans les réglages du système, parmi les programmes lancés au démarrage. Cochez la case ici ou là-bas pour le retrouver.',
    elsewhere: 'Le système lance une autre copie de Gatehouse. Cochez la case pour qu’il lance celle-ci.',
    foreign: 'Parmi les programmes lancés à l’ouverture de session se trouve un fichier gatehouse.desktop que Gatehouse n’a pas écrit. Il est laissé tel quel ; rien ne se change ici tant qu’il est là.',
    portable: 'Cette copie n’est pas installée : elle s’exécute depuis un endroit qui peut avoir disparu au prochain démarrage. Installez Gatehouse pour qu’il soit lancé.',
    notInstalled: 'Cette copie s’exécute depuis ses sources, et le système ne peut pas la lancer. Une copie installée peut l’être.',
    unknown: 'On ne sait pas si le système lance Gatehouse : il n’a pas répondu.'
  },
  tray: {
    label: 'Icône près de l’horloge',
    hint: 'Fermer la fenêtre laisse alors Gatehouse ouvert : il se verrouille comme d’habitude et prévient quand des clés d’API expirent. Son menu l’ouvre, le verrouille et le quitte.',
    maybe: 'Gatehouse a remis son icône ; votre bureau ne dit pas s’il l’affiche. Certains n’en montrent aucune sans extension. Relancer Gatehouse ouvre toujours sa fenêtre.',
    failed: 'Le système n’a pas accepté l’icône. Fermer la fenêtre quitte Gatehouse, comme sans elle.',
    where: { darwin: 'Elle se trouve dans la barre des menus.', win32: 'Windows la range parfois derrière la flèche près de l’horloge.' }
  },
  told: { title: 'Gatehouse reste ouvert', body: 'Sa fenêtre est fermée, et il continue près de l’horloge. Quittez-le là, ou changez cela dans les réglages. Le relancer ouvre sa fenêtre.', ok: 'OK' }
}
