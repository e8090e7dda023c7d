import type { LoginItem } from '#shared/domain/background'
import type { TextFile } from '../../storage/textFile'
import type { LoginItemSystem } from './loginItem'

/** By this an entry is ours: one of that name that somebody else wrote is neither replaced nor removed. */
const mark = 'X-Gatehouse-Entry'

/**
 * Starting at login as Linux's desktops do it: an entry in the folder `autostart`
 * (https://specifications.freedesktop.org/autostart-spec/latest/). What it says is read again each time, for the desktops' own
 * settings write into it: `Hidden`, and GNOME `X-GNOME-Autostart-enabled`.
 * @param program the file that is started, absolute
 * @param file `gatehouse.desktop` in that folder
 */
export function createAutostartEntry({ program, argument, comment, file }: { program: string; argument: string; comment(): string; file: TextFile }): LoginItemSystem {
  const exec = `${quoted(program)} ${argument}`

  async function read(): Promise<LoginItem> {
    const text = await file.read()
    if (text === null) return 'off'
    const keys = entryKeys(asUtf8(text))
    if (keys.get(mark) !== 'true') return 'foreign'
    if (keys.get('Hidden') === 'true' || keys.get('X-GNOME-Autostart-enabled') === 'false') return 'switchedOff'
    return keys.get('Exec') === exec ? 'on' : 'elsewhere'
  }

  const lines = (): string[] => ['[Desktop Entry]', 'Type=Application', 'Name=Gatehouse', `Comment=${comment()}`, `Exec=${exec}`, 'Terminal=false', 'StartupWMClass=Gatehouse', 'X-GNOME-Autostart-enabled=true', `${mark}=true`, '']

  return {
    read,
    async register() {
      if ((await read()) !== 'foreign') await file.write(lines().join('\n'))
    },
    async remove() {
      if ((await read()) !== 'foreign') await file.remove()
    }
  }
}

/** The folder of the person's own entries; XDG_CONFIG_HOME counts where it is an absolute path, as its specification says. */
export function autostartFolder(home: string, configHome: string | undefined): readonly string[] {
  return configHome?.startsWith('/') === true ? [configHome, 'autostart'] : [home, '.config', 'autostart']
}

/**
 * One argument of `Exec`: in quotes, with what a shell would take for its own behind a backslash, the backslashes doubled for the
 * file's own rules, and a percent sign doubled (https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html).
 */
function quoted(argument: string): string {
  return `"${argument.replaceAll(/["`$\\]/gu, (sign) => `\\${sign}`).replaceAll('\\', '\\\\').replaceAll('%', '%%')}"`
}

/** The keys of the group that counts. */
function entryKeys(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r?\n/u)
  const start = lines.indexOf('[Desktop Entry]')
  const end = lines.findIndex((line, at) => at > start && line.startsWith('['))
  const own = start < 0 ? [] : lines.slice(start + 1, end < 0 ? undefined : end)
  return new Map(own.flatMap((line) => (/^[\w-]+\s*=/u.test(line) ? [[line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()] as const] : [])))
}

/** Text files are read one character per byte. */
const asUtf8 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8')
