import { createApp } from 'vue'
import { describe, expect, it } from 'vitest'
import { messages } from '#shared/text/messages'
import { useSecurityWords, type SecurityWords } from '../../../renderer/features/security/useSecurityWords'
import { usePolicyWords } from '../../../renderer/features/security/usePolicyWords'
import { createTexts } from '../../../renderer/text/i18n'

const speak = (language: 'en' | 'fr'): SecurityWords => wordsOf(language, useSecurityWords)

function wordsOf<T>(language: 'en' | 'fr', use: () => T): T {
  let words: T | null = null
  const app = createApp({
    setup: () => {
      words = use()
      return () => null
    }
  })
  app.use(createTexts(language, messages)).mount(document.createElement('div'))
  if (words === null) throw new Error('The words were not made.')
  return words
}

function leaves(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value as object, `${path}${key}.`)))
}

describe('French', () => {
  const { counted, sentence } = speak('fr')
  const open = { name: 'open', total: 42, unknown: 0, maybeOthers: false } as const

  it('takes the singular for zero and one, the plural from two', () => {
    expect(counted('copy.done', 0, { by: 'x' })).toBe('0 adresse e-mail copiée, x.')
    expect(counted('copy.done', 1, { by: 'x' })).toBe('1 adresse e-mail copiée, x.')
    expect(counted('copy.done', 2, { by: 'x' })).toBe('2 adresses e-mail copiées, x.')
    expect(sentence({ ...open, losing: 1 })).toBe('1 membre sur 42 perd l’accès si la 2FA devient obligatoire')
    expect(sentence({ ...open, losing: 12, unknown: 1 })).toBe('12 membres sur 42 perdent l’accès si la 2FA devient obligatoire, et 1 autre dont l’état est inconnu')
  })

  it('sets an unbreakable space before the signs that lead over and that join', () => {
    const { labelled, joined } = wordsOf('fr', usePolicyWords)
    expect(labelled('Longueur')).toBe('Longueur\u00A0:')
    expect(joined(['un', 'deux', 'trois'])).toBe('un\u202F; deux\u202F; trois')
    expect(joined([])).toBe('')
  })

  it('writes numbers with its own separators', () => {
    expect(counted('review.losing', 100_000)).toMatch(/^100[\u202F\u00A0]000 membres perdent/u)
  })
})

describe('English', () => {
  const { counted, sentence, roleName } = speak('en')

  it('takes the singular for one alone', () => {
    expect(counted('copy.done', 0, { by: 'x' })).toBe('Copied 0 e-mail addresses, x.')
    expect(counted('copy.done', 1, { by: 'x' })).toBe('Copied 1 e-mail address, x.')
    expect(counted('copy.done', 2, { by: 'x' })).toBe('Copied 2 e-mail addresses, x.')
  })

  it('builds the sentence of state', () => {
    expect(sentence({ name: 'enforced', losing: 3, total: 1000, unknown: 2, maybeOthers: true })).toBe(
      '2FA is enforced; 3 members have no access until they turn it on, and 2 more whose status is unknown; the list of members is not complete'
    )
    expect(sentence({ name: 'openNoneKnown', losing: 0, total: 9, unknown: 1, maybeOthers: false })).toBe('No member is known to lose access if 2FA is enforced; the status of 1 member is unknown')
  })

  it('leaves a role that it does not know as it is, marks written out', () => {
    expect(roleName('org_super_admin')).toBe('Super admin')
    expect(roleName('constructor')).toBe('constructor')
    expect(roleName('a{b}|@c\u202E')).toBe('a{b}|@c[U+202E]')
  })
})

describe('the texts of both languages', () => {
  const english = leaves(messages.en.security)
  const french = new Map(leaves(messages.fr.security))
  const forms = (text: string) => text.split(' | ')
  const names = (text: string) => [...new Set(text.match(/\{\w+\}/gu) ?? [])].sort()

  it('have the same number of forms and fill in the same names', () => {
    const different = english.filter(([key, text]) => forms(text).length !== forms(french.get(key) ?? '').length || names(text).join() !== names(french.get(key) ?? '').join())
    expect(different.map(([key]) => key)).toEqual([])
  })

  it('say each thing in words of their own, without exclamation marks', () => {
    expect([...english.map(([, text]) => text), ...french.values()].filter((text) => text.trim() === '' || text.includes('!'))).toEqual([])
    const same = english.filter(([key, text]) => french.get(key) === text).map(([key]) => key)
    expect(same).toEqual(['status.atLeast', 'without.email', 'file.status'])
  })
})
