import { shallowRef, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { asAppError, type AppError } from '#shared/errors/appError'
import type { Member } from '#shared/domain/member'
import type { Completeness } from '#shared/domain/organizationSecurity'
import type { EmailSeparator } from '#shared/domain/settings'
import { emailListOf, type EmailListOf } from '#shared/rules/emailList'
import { exportName } from '#shared/rules/exportName'
import type { IndexedMember } from '#shared/rules/memberFilter'
import { membersCsv, membersJson, type MemberExport, type MemberExportWords } from '#shared/rules/memberExport'
import { useAnnounce } from '../../composables/useAnnounce'
import { useDesktop } from '../../desktop/client'
import { useMembersWords } from './useMembersWords'
import type { usePreparedCopy } from './usePreparedCopy'

/** What was handed over last, and whose addresses or lines were in it. */
export interface HandedOver {
  words: string
  members: readonly Member[]
}

export interface MemberActions {
  handed: ShallowRef<HandedOver | null>
  failed: ShallowRef<{ what: string; error: AppError } | null>
  copy: (rows: readonly IndexedMember[], separator: EmailSeparator) => Promise<void>
  save: (format: 'csv' | 'json', what: MemberExport) => Promise<void>
  /** Messages were opened in the mail program. */
  opened: (messages: number, members: readonly Member[]) => void
}

type CopyPrepared = ReturnType<typeof usePreparedCopy>['copyPrepared']

/** Hands members over to the clipboard, to a file or to the mail program, and says exactly what was handed over. */
export function useMemberActions(copyPrepared: CopyPrepared): MemberActions {
  const desktop = useDesktop()
  const announce = useAnnounce()
  const { t: translate } = useI18n()
  const { t, counted } = useMembersWords()
  const words = useExportWords()
  const handed = shallowRef<HandedOver | null>(null)
  const failed = shallowRef<MemberActions['failed']['value']>(null)

  function tell(next: HandedOver): void {
    handed.value = next
    announce(next.words)
  }

  async function copyNow(rows: readonly IndexedMember[], separator: EmailSeparator): Promise<EmailListOf> {
    const list = emailListOf(rows, separator)
    await desktop.clipboard.copyText({ text: list.text })
    return list
  }

  async function attempt(what: string, action: () => Promise<void>): Promise<void> {
    failed.value = null
    handed.value = null
    await action().catch((thrown: unknown) => (failed.value = { what: t(`act.what.${what}`), error: asAppError(thrown) }))
  }

  return {
    handed,
    failed,
    copy: (rows, separator) =>
      attempt('copy', async () => {
        const { count, skipped, members } = (await copyPrepared(rows, separator)) ?? (await copyNow(rows, separator))
        const said = [counted('act.copied', count, { by: translate(`security.copy.by.${separator}`) }), ...(skipped > 0 ? [counted('act.skipped', skipped)] : [])]
        tell({ words: said.join(' '), members })
      }),
    save: (format, what) =>
      attempt(format, async () => {
        const content = format === 'csv' ? membersCsv(what, words) : membersJson(what)
        const saved = await desktop.files.saveText({ suggestedName: exportName(t('title'), what.security, format), content })
        if (saved !== null) tell({ words: counted('act.saved', what.members.length, { path: saved.path }), members: what.members })
      }),
    opened(messages, members) {
      failed.value = null
      if (messages > 0) tell({ words: counted('mail.done', messages), members })
    }
  }
}

/** The words of the CSV file. */
function useExportWords(): MemberExportWords {
  const { t, number, roleName } = useMembersWords()

  function completeness(state: Completeness | null): string {
    if (state === null) return ''
    if (state.state === 'incomplete' && state.expected !== null) return t('file.received', { received: number(state.received), expected: number(state.expected) })
    return t(`file.${state.state}`)
  }

  const columns = ['email', 'role', 'twoFactor', 'password', 'keys', 'askedTwoFactor', 'askedPassword', 'organization', 'readAt', 'list', 'twoFactorLookUp', 'passwordLookUp'] as const
  return {
    column: Object.fromEntries(columns.map((column) => [column, t(`file.column.${column}`)])) as MemberExportWords['column'],
    roleName,
    twoFactor: ({ twoFactor }) => t(`twoFactor.${twoFactor}`),
    password: ({ password }) => t(`password.${password}`),
    keys: (count, whole) => (count === null ? t('unknownKeys') : whole ? String(count) : t('atLeast', { count: String(count) })),
    completeness,
    unknownAsked: t('unknownKeys')
  }
}
