import { expect, it } from 'vitest'
import { sectionNames } from '#shared/domain/section'
import { messages } from '#shared/text/messages'
import { sections } from '../../../renderer/shell/sections'

function textAt(texts: object, key: string): unknown {
  return key.split('.').reduce<unknown>((within, part) => (within as Record<string, unknown>)[part], texts)
}

it.each(['en', 'fr'] as const)('a page has one name in the rail, the menu, the palette and the sheet of keys (%s)', (language) => {
  const rail = sections.map(({ nameKey }) => textAt(messages[language], nameKey))
  expect(sectionNames.map((name) => messages[language].commands.title.open[name])).toEqual(rail)
})
