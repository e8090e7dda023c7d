import { useI18n } from 'vue-i18n'
import type { Reason } from '#shared/rules/actionAccess'
import { visibleName } from '#shared/rules/visibleText'

/** Why the server does not do something for the credential in use, in the person's language. */
export function useReasonWords(): (reason: Reason, organizationName: string) => string {
  const { t } = useI18n()
  return (reason, organizationName) => {
    const organization = organizationName === '' ? t('access.thisOrganization') : visibleName(organizationName)
    switch (reason.kind) {
      case 'blocked':
        return t(`access.because.${reason.by === 'twoFactor' ? 'blockedTwoFactor' : 'blockedPasswordPolicy'}`, { organization })
      case 'permissionMissing': {
        // The server's name without the part that all of them share; a dot would lead on in the tree of texts.
        const permission = t(`access.permission.${reason.permission.replace('org.', '')}`)
        return t(`access.because.${reason.of === 'apiKey' ? 'permissionMissingKey' : 'permissionMissingSession'}`, { organization, permission })
      }
      default:
        return t(`access.because.${reason.kind}`, { organization })
    }
  }
}
