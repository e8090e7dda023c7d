import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { passwordStatusSchema, twoFactorStatusSchema, type Member } from '#shared/domain/member'
import { memberColumns } from '#shared/rules/memberFilter'
import { textWidth } from '../../components/textWidth'
import type { ColumnNeeds } from './memberLayout'
import { useMembersWords } from './useMembersWords'

/** Pixels beside a text: to the next column; in a tag its icon and padding; in a heading the sign of the order; at an address its button. */
const toNext = 12
const ofTag = 34
const ofSign = 28
const ofCopyButton = 36
/** A role may have any name of up to 100 characters; a longer one is cut and told by its tooltip. */
const widestRole = 208
/** As many characters as most addresses have at most, in the mixture that addresses are of. */
const ordinaryAddress = 'abcdefghijklm.nopqrstuvw-01@example.test'
/** Of tags and headings; `--text-small` of the theme. */
const small = 12.5

/** What each column needs at least, so that the addresses get everything else. Nobody's own cell is measured. */
export function useColumnNeeds(members: () => readonly Member[]): ComputedRef<ColumnNeeds> {
  const { d } = useI18n()
  const { t, number, roleName } = useMembersWords()
  const roles = computed(() => [...new Set(members().map(({ role }) => role))])
  const longestEmail = computed(() => members().reduce((most, { email }) => Math.max(most, email.length), 0))

  const widest = (texts: readonly string[], style?: { weight: number; size: number }): number => Math.max(0, ...texts.map((text) => textWidth(text, style)))
  const tags = (texts: readonly string[]): number => ofTag + widest(texts, { weight: 500, size: small })

  return computed(() => {
    const everyMonth = Array.from({ length: 12 }, (_, month) => d(new Date(2030, month, 28), 'date'))
    // Where every address is short, the columns can stand side by side sooner.
    const share = Math.min(1, (longestEmail.value * 1.1) / ordinaryAddress.length)
    const contents: ColumnNeeds = {
      email: ofCopyButton + share * textWidth(ordinaryAddress),
      role: Math.min(widestRole, widest(roles.value.map(roleName))),
      twoFactor: tags(twoFactorStatusSchema.options.map((status) => t(`twoFactor.${status}`))),
      password: tags(passwordStatusSchema.options.map((status) => t(`password.${status}`))),
      keys: widest([t('noKeys'), t('unknownKeys'), t('atLeast', { count: number(999) })]),
      asked: widest([t('neverAsked'), t('unknownKeys'), ...everyMonth])
    }
    return Object.fromEntries(
      memberColumns.map((id) => [id, toNext + Math.max(contents[id], id === 'email' ? 0 : ofSign + textWidth(t(`column.${id}`), { weight: 600, size: small }))])
    ) as ColumnNeeds
  })
}
