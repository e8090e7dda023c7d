import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readDocument, root } from './documents'

it('ARCHITECTURE lists every file and folder that Gatehouse keeps, and no other', () => {
  const [, places = ''] = /const places[^{]*\{([\s\S]*?)\n\}/u.exec(readFileSync(join(root, 'electron/main/services/keptData.ts'), 'utf8')) ?? []
  const kept = [...places.matchAll(/'([\w.-]+)'/gu)].map(([, name = '']) => name)
  const { text } = readDocument('ARCHITECTURE.md')
  const table = text.slice(text.indexOf('| file | holds |'), text.indexOf('A file is written beside itself'))
  const listed = [...table.matchAll(/^\| (`[^|]*`) \|/gmu)].flatMap(([, cell = '']) => [...cell.matchAll(/`([\w.-]+)\/?`/gu)].map(([, name = '']) => name))
  expect(listed.toSorted()).toEqual(kept.toSorted())
})

it('what lies outside of its folder is in ARCHITECTURE, and in the steps that remove everything', () => {
  const outside = [/cacheFolder: '([\w-]+)'/u.exec(readFileSync(join(root, 'electron/main/updates/packagedFeed.ts'), 'utf8'))?.[1], `autostart/${/'(gatehouse\.desktop)'/u.exec(readFileSync(join(root, 'electron/main/backgroundAnswers.ts'), 'utf8'))?.[1] ?? ''}`]
  const steps = readDocument('resources/guides/administrator.md').text.split('\n').filter((line) => /^(- To remove everything|\d\. Remove their Gatehouse folder)/u.test(line))
  expect(steps).toHaveLength(2)
  for (const text of [readDocument('ARCHITECTURE.md').text, ...steps]) for (const place of outside) expect(text).toContain(`\`${place ?? 'nowhere'}\``)
})
