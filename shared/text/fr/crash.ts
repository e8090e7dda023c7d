import type { crash as english } from '../en/crash'

export const crash: typeof english = {
  notice: 'La fenêtre s’est arrêtée de façon inattendue à {time} et a été rechargée. Les brouillons et les secrets qui vous attendent sont gardés ; les autres saisies ont disparu. Les modifications en cours ont continué : regardez Activité avant d’en refaire une.',
  report: 'Préparer un rapport…',
  dismiss: 'Fermer'
}
