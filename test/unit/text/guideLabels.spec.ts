import { expect, it } from 'vitest'
import { messages } from '#shared/text/messages'

function leaves(texts: object, path = ''): [path: string, text: string][] {
  return Object.entries(texts).flatMap(([key, text]) => (typeof text === 'string' ? [[`${path}.${key}`, text] as [string, string]] : leaves(text as object, `${path}.${key}`)))
}

const within = (text: string, label: string): boolean => text.replace(/\s/gu, ' ').includes(label.replace(/\s/gu, ' '))

it('the guide names in French each control that it names in English, by its French label', () => {
  const { guide: english, ...others } = messages.en
  const { guide: french, ...frenchOthers } = messages.fr
  const labelIn = new Map(leaves(frenchOthers))
  const steps = new Map(leaves(french))
  // A label that leads to a dialog ends with an ellipsis, and so is no word of the sentence around it.
  const labels = leaves(others).filter(([, text]) => text.endsWith('…') && !text.includes('{') && text.split(' ').length < 8)
  const named = leaves(english).flatMap(([path, text]) => {
    const found = labels.filter(([, label]) => within(text, label))
    const longest = found.filter(([, label]) => !found.some(([, other]) => other !== label && other.includes(label)))
    return [...new Set(longest.map(([, label]) => label))].map((label) => ({ path, label, inFrench: longest.filter(([, other]) => other === label).map(([key]) => labelIn.get(key) ?? '') }))
  })
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter(({ path, inFrench }) => !inFrench.some((label) => within(steps.get(path) ?? '', label)))).toEqual([])
})
