import { Copy, Mail, Users } from '@lucide/vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Member } from '#shared/domain/member'
import { useRowMenu, type RowMenu } from '../../components/useRowMenu'

/** The menu of a member in a list of Security: what Members does with them, which writes the e-mail. */
export function useMemberRowMenu(copy: (member: Member) => Promise<void>): RowMenu<Member> {
  const { t } = useI18n()
  const router = useRouter()

  return useRowMenu<Member>((member) => {
    const { id, email } = member
    const whyNot = email.trim() === '' ? t('members.menu.noAddress') : null
    return [
      { id: 'copy', text: t('members.menu.copy'), icon: Copy, whyNot, run: () => void copy(member) },
      { id: 'mail', text: t('members.menu.mail'), icon: Mail, whyNot, run: () => void router.push({ path: '/members', query: { search: email, write: id } }) },
      { id: 'show', text: t('members.menu.show'), icon: Users, whyNot, run: () => void router.push({ path: '/members', query: { search: email } }) }
    ]
  })
}
