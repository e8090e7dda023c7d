import type { reviewFileDialog as english } from '../en/reviewFileDialog'

export const reviewFileDialog: typeof english = { kind: 'Fichiers de revue', anyFile: 'Tous les fichiers' }
