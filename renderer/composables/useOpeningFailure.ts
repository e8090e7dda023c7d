import { useI18n } from 'vue-i18n'
import type { AppErrorData } from '#shared/errors/appError'

/** Why a kept credential could not be used, where more is known than the error's code says. */
export function useOpeningFailure(): (error: Pick<AppErrorData, 'details'>) => string | undefined {
  const { t } = useI18n()
  return ({ details }) => (details?.foundState === 'gone' ? t('connections.open.gone') : undefined)
}
