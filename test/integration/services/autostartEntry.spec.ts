import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { autostartFolder, createAutostartEntry } from '../../../electron/main/services/background/autostartEntry'
import { createTextFile } from '../../../electron/main/storage/textFile'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'autostart-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

const pathOf = (): string => join(home, '.config', 'autostart', 'gatehouse.desktop')
const entry = (program = '/opt/Gatehouse/gatehouse') => createAutostartEntry({ program, argument: '--at-login', comment: () => 'Lancer à l’ouverture', file: createTextFile(pathOf()) })
const text = (): Promise<string> => readFile(pathOf(), 'utf8')
const edit = async (from: string, to: string): Promise<void> => writeFile(pathOf(), (await text()).replace(from, to))

describe('the entry that Linux’s desktops start', () => {
  it('is written whole, is read back, and goes again without a trace', async () => {
    expect(await entry().read()).toBe('off')
    await entry().register()
    expect(await entry().read()).toBe('on')
    expect((await text()).split('\n').slice(0, 5)).toEqual(['[Desktop Entry]', 'Type=Application', 'Name=Gatehouse', 'Comment=Lancer à l’ouverture', 'Exec="/opt/Gatehouse/gatehouse" --at-login'])
    await entry().remove()
    expect([await entry().read(), await readdir(join(home, '.config', 'autostart'))]).toEqual(['off', []])
    await entry().remove()
  })

  it.each([
    ['/home/zoë/Mes Apps/gatehouse', 'Exec="/home/zoë/Mes Apps/gatehouse" --at-login'],
    ['/opt/100%/a"b', 'Exec="/opt/100%%/a\\\\"b" --at-login'],
    ['/opt/$HOME/`x`', 'Exec="/opt/\\\\$HOME/\\\\`x`" --at-login'.replace('`x`', '`x\\\\`')]
  ])('names a program of any name so that nothing of it is carried out: %s', async (program, line) => {
    await entry(program).register()
    expect((await text()).split('\n')).toContain(line)
    expect(await entry(program).read()).toBe('on')
  })

  it.each([
    ['X-GNOME-Autostart-enabled=true', 'X-GNOME-Autostart-enabled=false'],
    ['Terminal=false', 'Terminal=false\nHidden=true']
  ])('is switched off where the desktop’s settings say so: %s', async (from, to) => {
    await entry().register()
    await edit(from, to)
    expect(await entry().read()).toBe('switchedOff')
    await entry().register()
    expect(await entry().read()).toBe('on')
  })

  it('what stands in another group of the file switches nothing off', async () => {
    await entry().register()
    await writeFile(pathOf(), `${await text()}\n[Desktop Action x]\nHidden=true\n`)
    expect(await entry().read()).toBe('on')
  })

  it('of another copy of the program is told apart', async () => {
    await entry('/home/ada/old/Gatehouse.AppImage').register()
    expect(await entry().read()).toBe('elsewhere')
  })

  it('that somebody else wrote is neither replaced nor removed', async () => {
    const theirs = '[Desktop Entry]\nType=Application\nName=Another\nExec=another\n'
    await mkdir(join(home, '.config', 'autostart'), { recursive: true })
    await writeFile(pathOf(), theirs)
    await entry().register()
    await entry().remove()
    expect([await entry().read(), await text()]).toEqual(['foreign', theirs])
  })
})

describe('its folder', () => {
  it.each([
    [undefined, ['/home/ada', '.config', 'autostart']],
    ['/data/config', ['/data/config', 'autostart']],
    ['config', ['/home/ada', '.config', 'autostart']],
    ['', ['/home/ada', '.config', 'autostart']]
  ])('with XDG_CONFIG_HOME %j', (configHome, folder) => expect(autostartFolder('/home/ada', configHome)).toEqual(folder))
})
