import { EventEmitter } from 'node:events'
import { strict } from '../strict.mjs'

const sources = ['system', 'light', 'dark']

/** `nativeTheme`: its choice is what every page sees as `prefers-color-scheme`. The system's comes from GATEHOUSE_COLOR_SCHEME. */
export function createNativeTheme(core) {
  let source = 'system'
  const system = process.env['GATEHOUSE_COLOR_SCHEME'] === 'dark' ? 'dark' : 'light'
  const scheme = () => (source === 'system' ? system : source)
  const theme = Object.assign(new EventEmitter(), {
    inForcedColorsMode: false,
    prefersReducedTransparency: false,
    shouldDifferentiateWithoutColor: false,
    shouldUseHighContrastColors: false,
    shouldUseInvertedColorScheme: false
  })
  Object.defineProperties(theme, {
    shouldUseDarkColors: { get: () => scheme() === 'dark', enumerable: true },
    shouldUseDarkColorsForSystemIntegratedUI: { get: () => system === 'dark', enumerable: true },
    themeSource: {
      get: () => source,
      set(value) {
        if (!sources.includes(value)) throw new TypeError(`Error processing argument at index 0, conversion failure from ${value}`)
        const before = scheme()
        source = value
        for (const window of core.windows) void window.webContents.applyColorScheme()
        if (before !== scheme()) setImmediate(() => theme.emit('updated'))
      },
      enumerable: true
    }
  })
  core.colorScheme = scheme
  return strict('nativeTheme', theme)
}
