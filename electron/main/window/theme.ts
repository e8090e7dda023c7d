import { nativeTheme } from 'electron'
import type { Settings } from '#shared/domain/settings'

/** The page follows through `prefers-color-scheme`, and so do the window's frame and the dialogs. */
export function applyTheme(theme: Settings['theme']): void {
  nativeTheme.themeSource = theme === 'contrast' ? 'dark' : theme
}

/** What a window shows before its page is painted, so that it does not flash: the canvas of renderer/theme/tokens. */
export function windowBackground(theme: Settings['theme']): string {
  if (theme === 'contrast') return '#000000'
  return nativeTheme.shouldUseDarkColors ? '#12141a' : '#f4f5f7'
}
