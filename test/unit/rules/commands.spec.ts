import { describe, expect, it } from 'vitest'
import { commandNames, commands, helpLinks } from '#shared/domain/command'
import { commandObstacle } from '#shared/rules/commandObstacle'
import { foldText } from '#shared/rules/foldText'
import { checkLink } from '../../../electron/main/window/externalLink'

const open = { locked: false, signedIn: true, organization: true, snapshot: false }

describe('the commands', () => {
  it('share no key', () => {
    for (const kind of ['key', 'withControl'] as const) {
      const keys = commandNames.map((name) => commands[name][kind]).filter((key) => key !== null)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  it('are all available where everything is there', () => expect(commandNames.filter((name) => commandObstacle(name, open) !== null)).toEqual([]))

  it('lack first what has to be mended first', () => {
    expect(commandObstacle('newKey', { ...open, locked: true, signedIn: false })).toBe('unlocked')
    expect(commandObstacle('newKey', { ...open, signedIn: false, organization: false })).toBe('connection')
    expect(commandObstacle('takeSnapshot', { ...open, organization: false })).toBe('organization')
    expect(commandObstacle('newKey', { ...open, snapshot: true })).toBe('server')
  })

  it('behind the lock are none but the size of the window, and the way to it and out of it', () => {
    expect(commandNames.filter((name) => commandObstacle(name, { ...open, locked: true }) === null)).toEqual(['zoomIn', 'zoomOut', 'zoomReset', 'openWindow', 'quit'])
  })

  it('with nobody signed in are those that need nobody', () => {
    const left = commandNames.filter((name) => commandObstacle(name, { locked: false, signedIn: false, organization: false, snapshot: false }) === null)
    expect(left).toEqual(['open.reviews', 'open.connections', 'open.settings', 'openReviewFile', 'palette', 'filter', 'zoomIn', 'zoomOut', 'zoomReset', 'guide', 'shortcuts', 'documentation', 'capgoConsole', 'diagnostics', 'checkForUpdates', 'whatsNew', 'about', 'openWindow', 'quit'])
  })
})

it.each(Object.entries(helpLinks))('%s leads to a page that is opened: %s', (_, address) => expect(checkLink(address)).toBe(address))

describe('a text as it is searched for', () => {
  it.each([
    ['Zoë O’Neil', 'zoe o’neil'],
    ['ÉCOLE', 'ecole'],
    ['ada@Example.com', 'ada@example.com'],
    ['ﬁle', 'file'],
    ['Ω', 'ω']
  ])('%s is %s', (text, folded) => expect(foldText(text)).toBe(folded))
})
