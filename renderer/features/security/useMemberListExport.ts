import { shallowRef, type ShallowRef } from 'vue'
import { asAppError, type AppError } from '#shared/errors/appError'
import type { EmailSeparator } from '#shared/domain/settings'
import type { Member } from '#shared/domain/member'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { emailList } from '#shared/rules/emailList'
import { exportName } from '#shared/rules/exportName'
import { membersWithoutTwoFactorCsv } from '#shared/rules/membersWithoutTwoFactorCsv'
import { useAnnounce } from '../../composables/useAnnounce'
import { useDesktop } from '../../desktop/client'
import { useSecurityWords } from './useSecurityWords'

export interface MemberListExport {
  /** What was done last, in words, with its exact count. */
  done: ShallowRef<string | null>
  failed: ShallowRef<{ what: string; error: AppError } | null>
  copyEmails: (members: readonly Member[], separator: EmailSeparator, unknownCount: number) => Promise<void>
  saveCsv: (security: OrganizationSecurity) => Promise<void>
}

/** Hands the e-mail list to the clipboard and the CSV to a file, and says exactly what was handed over. */
export function useMemberListExport(): MemberListExport {
  const desktop = useDesktop()
  const announce = useAnnounce()
  const { t, counted, roleName } = useSecurityWords()
  const done = shallowRef<string | null>(null)
  const failed = shallowRef<MemberListExport['failed']['value']>(null)

  async function tell(what: string, action: () => Promise<string | null>): Promise<void> {
    failed.value = null
    done.value = null
    try {
      const words = await action()
      if (words === null) return
      done.value = words
      announce(words)
    } catch (thrown) {
      failed.value = { what, error: asAppError(thrown) }
    }
  }

  async function copyEmails(members: readonly Member[], separator: EmailSeparator, unknownCount: number): Promise<void> {
    await tell(t('copy.failed'), async () => {
      const { text, count, skipped } = emailList(members, separator)
      await desktop.clipboard.copyText({ text })
      const words = [counted('copy.done', count, { by: t(`copy.by.${separator}`) })]
      if (skipped > 0) words.push(counted('copy.withoutAddress', skipped))
      if (unknownCount > 0) words.push(counted('copy.withoutUnknown', unknownCount))
      return words.join(' ')
    })
  }

  async function saveCsv(security: OrganizationSecurity): Promise<void> {
    await tell(t('file.failed'), async () => {
      const content = membersWithoutTwoFactorCsv(security, {
        email: t('without.email'),
        role: t('without.role'),
        status: t('file.status'),
        organization: t('file.organization'),
        readAt: t('file.readAt'),
        notEnabled: t('file.notEnabled'),
        roleName
      })
      const saved = await desktop.files.saveText({ suggestedName: exportName(t('file.name'), security, 'csv'), content })
      if (saved === null) return null
      return counted('file.done', security.members.filter(({ twoFactor }) => twoFactor === 'notEnabled').length, { path: saved.path })
    })
  }

  return { done, failed, copyEmails, saveCsv }
}
