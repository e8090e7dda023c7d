import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import ShortcutsDialog from '../../../renderer/shell/ShortcutsDialog.vue'
import { useAppInfoStore } from '../../../renderer/stores/appInfo'
import { createFakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

async function sheet(platform: 'linux' | 'darwin') {
  const fake = createFakeDesktop({ 'app.info': () => ({ version: '0.1.0', platform, electron: null, systemLanguage: 'en', updatedFrom: null }) })
  const { wrapper } = await mountInApp(ShortcutsDialog, { fake })
  await useAppInfoStore().start()
  return wrapper.findAll('dl > div').map((row) => `${row.findAll('kbd').map((key) => key.text()).join(' ')}: ${row.find('dd').text()}`)
}

describe('the list of keys', () => {
  it('has the keys of commands, of lists and of the window', async () => {
    const rows = await sheet('linux')
    for (const words of ['2: Security', 'Ctrl N: New API Key', 'F1: Guide', 'Enter: Open the row', 'Space: Select the row', 'Shift ↑ ↓: Select row by row', 'Ctrl A: Select every row', 'Home End: Go to the first', 'Shift F10: Menu of the row', 'F11: Full screen', 'Ctrl W: Close the window', 'Ctrl M: Minimize']) {
      expect(rows.some((row) => row.startsWith(words)), words).toBe(true)
    }
  })

  it('has the keys of macOS there', async () => {
    const rows = await sheet('darwin')
    expect(rows.filter((row) => row.startsWith('Ctrl') || row.startsWith('F11'))).toEqual([])
    expect(rows.some((row) => row.startsWith('⌃ ⌘ F: Full screen'))).toBe(true)
  })
})
