import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { commandNames } from '#shared/domain/command'
import { sectionNames } from '#shared/domain/section'
import { menu as english } from '#shared/text/en/menu'
import { menu as french } from '#shared/text/fr/menu'
import { commands as commandsEnglish } from '#shared/text/en/commands'
import { commands as commandsFrench } from '#shared/text/fr/commands'
import { menuTemplate } from '../../../electron/main/window/menuTemplate'

function build(options: Partial<Parameters<typeof menuTemplate>[0]> = {}) {
  const done: string[] = []
  const template = menuTemplate({
    text: english,
    appName: 'Gatehouse',
    platform: 'linux',
    packaged: true,
    titles: commandsEnglish.title,
    available: () => true,
    actions: { run: (command) => done.push(command) },
    ...options
  })
  const items = template.flatMap((item) => item.submenu as MenuItemConstructorOptions[])
  const press = (accelerator: string) => {
    const item = items.find((candidate) => candidate.accelerator === accelerator)
    item?.click?.({} as never, undefined, {})
    return done.at(-1)
  }
  return { template, items, done, press }
}

describe.each(['linux', 'darwin', 'win32'] as const)('on %s', (platform) => {
  it('the keys do what they say', () => {
    const { press } = build({ platform })
    expect(press('F1')).toBe('guide')
    expect(['CmdOrCtrl+R', 'CmdOrCtrl+F', 'CmdOrCtrl+,', 'CmdOrCtrl+L', 'CmdOrCtrl+Plus', 'CmdOrCtrl+=', 'CmdOrCtrl+-', 'CmdOrCtrl+0'].map(press)).toEqual([
      'refresh', 'filter', 'open.settings', 'lock', 'zoomIn', 'zoomIn', 'zoomOut', 'zoomReset'
    ])
  })

  it('the numbers open the pages in the order of the rail, each by its name', () => {
    const { items, press } = build({ platform })
    const numberedPages = sectionNames.slice(0, 9)
    expect(numberedPages.map((_, index) => press(`CmdOrCtrl+${String(index + 1)}`))).toEqual(numberedPages.map((name) => `open.${name}`))
    const numbered = items.filter(({ accelerator }) => /\+[1-9]$/u.test(accelerator ?? ''))
    expect(numbered.map(({ label }) => label)).toEqual(numberedPages.map((name) => commandsEnglish.title.open[name]))
  })

  it('no key stands twice, and none reloads the page behind its back', () => {
    const { items } = build({ platform, packaged: false })
    const keys = items.flatMap((item) => item.accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    expect(items.map((item) => item.role).filter((role) => role === 'reload' || role === 'forceReload')).toEqual([])
  })

  it('every item has a label in the language asked for', () => {
    const labels = (text: typeof english, titles: typeof commandsEnglish.title) => build({ platform, text, titles, packaged: false }).items.filter((item) => item.type !== 'separator').map((item) => item.label)
    const all = (text: typeof english, { open, ...titles }: typeof commandsEnglish.title) => [...Object.values(text), ...Object.values(open), ...Object.values(titles)]
    expect(labels(english, commandsEnglish.title).filter((label) => !all(english, commandsEnglish.title).includes(label ?? ''))).toEqual([])
    expect(labels(french, commandsFrench.title).filter((label) => !all(french, commandsFrench.title).includes(label ?? ''))).toEqual([])
    expect(labels(french, commandsFrench.title)).toHaveLength(labels(english, commandsEnglish.title).length)
  })

  it('every command stands in it under its title, and is disabled while it cannot be carried out', () => {
    const { items } = build({ platform, available: (name) => name !== 'newKey' })
    const ids = items.map(({ id }) => id)
    expect(commandNames.filter((name) => !['copyEmailList', 'openWindow'].includes(name) && !ids.includes(name))).toEqual([])
    expect(items.find(({ id }) => id === 'newKey')?.enabled).toBe(false)
    expect(items.find(({ id }) => id === 'open.security')?.enabled).toBe(true)
  })

  it('the inspector stands in an unpackaged app only', () => {
    const has = (packaged: boolean) => build({ platform, packaged }).items.some((item) => item.role === 'toggleDevTools')
    expect([has(true), has(false)]).toEqual([false, true])
  })
})
