import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { commands } from '#shared/text/en/commands'
import { menu } from '#shared/text/en/menu'
import { quit } from '#shared/text/en/quit'
import { messages } from '#shared/text/messages'

const root = resolve(import.meta.dirname, '../../..')

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|vue)$/u.test(entry.name) && !entry.parentPath.includes(join('shared', 'text')))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
}

const source = ['renderer', 'electron', 'shared'].flatMap(sourcesIn).join('\n')
const words = new Set(source.match(/[\w$]+/gu))

/** Keys that are put together (`column.${id}Hint`), as patterns of whole names; a part without any letter of its own says nothing. */
const composed = [...source.matchAll(/`((?:[\w.-]|\$\{[^}`]*\})*\$\{[^}`]*\}(?:[\w.-]|\$\{[^}`]*\})*)`/gu)]
  .map(([, template]) => template ?? '')
  .filter((template) => /\w/u.test(template.replace(/\$\{[^}]*\}/gu, '')))
  .map((template) => new RegExp(`(?:^|\\.)${template.split(/\$\{[^}]*\}/u).map((part) => part.replaceAll('.', '\\.')).join('[\\w-]+(?:\\.[\\w-]+)*')}$`, 'u'))

function leaves(texts: object, path: readonly string[] = []): string[] {
  return Object.entries(texts).flatMap(([key, text]) => (typeof text === 'string' ? [[...path, key].join('.')] : leaves(text as object, [...path, key])))
}

/** Its name stands somewhere, it is put together, or its group is looked into by a value. */
function isUsed(leaf: string): boolean {
  const [name = '', group = ''] = leaf.split('.').reverse()
  return words.has(name) || composed.some((pattern) => pattern.test(leaf)) || source.includes(`${group}[`)
}

it('no text is there that nothing says', () => {
  expect(leaves({ ...messages.en, commands, menu, quit }).filter((leaf) => !isUsed(leaf))).toEqual([])
})
