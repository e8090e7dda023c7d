import { describe, expect, it } from 'vitest'
import { withFrenchSpacing } from '#shared/text/frenchSpacing'
import { resolveLanguage } from '#shared/text/language'
import { messages } from '#shared/text/messages'
import { createTexts } from '../../../renderer/text/i18n'

type Tree = { [key: string]: string | Tree }

function flatten(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flatten(value, `${path}${key}.`)))
}

const english = flatten(messages.en)
const french = flatten(messages.fr)
const named = (text: string): string[] => [...new Set(text.match(/\{(\w+)\}/gu))].sort()
const forms = (text: string): string[] => text.split(' | ')

describe('the texts', () => {
  it('name the same things in both languages', () => {
    const frenchOf = new Map(french)
    expect(english.filter(([key, text]) => named(text).join() !== named(frenchOf.get(key) ?? '').join()).map(([key]) => key)).toEqual([])
    expect(english.filter(([key, text]) => forms(text).length !== forms(frenchOf.get(key) ?? '').length).map(([key]) => key)).toEqual([])
  })

  it.each(['en', 'fr'] as const)('can all be said in %s: no character that the message format takes for its own', (language) => {
    const { t } = createTexts(language, messages).global
    const values = Object.fromEntries([...english, ...french].flatMap(([, text]) => named(text)).map((name) => [name.slice(1, -1), 'ZZ']))
    for (const [key, text] of language === 'en' ? english : french) {
      const allowed = forms(text).map((form) => form.replaceAll(/\{\w+\}/gu, 'ZZ'))
      expect(allowed, key).toContain(t(key, values, 1))
      expect(allowed, key).toContain(t(key, values, 2))
    }
  })

  it('neither shout nor beg', () => {
    // French asks a question with a space before its mark; that one stays allowed.
    expect([...english, ...french].filter(([, text]) => /!|\bplease\b|s’il vous plaît|s'il vous plaît/iu.test(text))).toEqual([])
  })

  it('use typographic apostrophes and quotation marks', () => {
    expect([...english, ...french].filter(([, text]) => /['"]/u.test(text)).map(([key]) => key)).toEqual([])
  })

  it('count in the way of each language', () => {
    const count = (language: 'en' | 'fr', number: number): string => createTexts(language, messages).global.t('shell.organization.count', { count: number }, number)
    expect([0, 1, 2].map((number) => count('en', number))).toEqual(['0 organizations', '1 organization', '2 organizations'])
    expect([0, 1, 2].map((number) => count('fr', number))).toEqual(['0 organisation', '1 organisation', '2 organisations'])
  })
})

describe('French spacing', () => {
  it('is unbreakable before and within the marks that take it', () => {
    expect(withFrenchSpacing({ a: { b: 'Dit : « oui » ; non ?' } })).toEqual({ a: { b: 'Dit\u00A0: «\u00A0oui\u00A0»\u202F; non\u202F?' } })
  })

  it('leaves addresses alone', () => {
    expect(withFrenchSpacing({ a: 'https://capgo.example' })).toEqual({ a: 'https://capgo.example' })
  })
})

describe('the language', () => {
  it('is the chosen one, else the system’s where there is one, else English', () => {
    expect(resolveLanguage('en', 'fr-FR')).toBe('en')
    expect(resolveLanguage('system', 'fr-CA')).toBe('fr')
    expect(resolveLanguage('system', 'de-DE')).toBe('en')
  })
})
