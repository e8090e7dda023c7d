import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { asAppError, type AppError } from '#shared/errors/appError'
import type { CampaignGoal } from '#shared/domain/campaign'
import type { Member } from '#shared/domain/member'
import { lacks } from '#shared/rules/campaign'
import { cutInMiddle } from '#shared/rules/cutInMiddle'
import { mailtoBatches, type MailBatches } from '#shared/rules/mailto'
import { visibleText } from '#shared/rules/visibleText'
import { useDesktop } from '../../desktop/client'
import { useMembersWords } from './useMembersWords'

export type MailTopic = CampaignGoal | 'none'

export interface MailDraft {
  topic: Ref<MailTopic>
  mail: ComputedRef<MailBatches>
  /** How many of the messages were opened. */
  opened: Ref<number>
  opening: Ref<boolean>
  failed: ShallowRef<AppError | null>
  openNext: () => Promise<void>
  again: () => void
  /** The members whose addresses were in the messages that were opened. */
  reached: () => Member[]
}

/** Messages to many members, in as many links as it takes, opened one by one. */
export function useMailDraft(members: readonly Member[], organizationName: string): MailDraft {
  const desktop = useDesktop()
  const { t } = useMembersWords()
  // Nobody is asked for what they have done already, unless somebody chooses so.
  const allLack = (goal: CampaignGoal) => members.length > 0 && members.every((member) => lacks(member, goal))
  const topic = ref<MailTopic>(allLack('twoFactor') ? 'twoFactor' : allLack('password') ? 'password' : 'none')
  const opened = ref(0)
  const opening = ref(false)
  const failed = shallowRef<AppError | null>(null)
  // Half a character would be no Unicode, and no link.
  const organization = cutInMiddle(visibleText(organizationName), 80).replace(/\p{Cs}/gu, '\uFFFD')
  const words = computed(() => ({ subject: t(`mail.subject.${topic.value}`, { organization }), body: t(`mail.body.${topic.value}`, { organization }) }))
  const mail = computed(() => mailtoBatches(members, words.value))

  async function openNext(): Promise<void> {
    const batch = mail.value.batches[opened.value]
    if (batch === undefined || opening.value) return
    opening.value = true
    failed.value = null
    try {
      await desktop.mail.compose({ to: batch.to, ...words.value })
      opened.value += 1
    } catch (thrown) {
      failed.value = asAppError(thrown)
    } finally {
      opening.value = false
    }
  }

  function reached(): Member[] {
    const ids = new Set(mail.value.batches.slice(0, opened.value).flatMap(({ memberIds }) => memberIds))
    return members.filter(({ id }) => ids.has(id))
  }

  return { topic, mail, opened, opening, failed, openNext, again: () => (opened.value = 0), reached }
}
