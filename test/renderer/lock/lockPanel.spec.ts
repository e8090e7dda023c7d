import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { AppInfo } from '#shared/domain/appInfo'
import { defaultSettings } from '#shared/domain/settings'
import type { VaultState } from '#shared/domain/vaultState'
import LockPanel from '../../../renderer/features/preferences/LockPanel.vue'
import { useAppInfoStore } from '../../../renderer/stores/appInfo'
import { useSettingsStore } from '../../../renderer/stores/settings'
import { useVaultStore } from '../../../renderer/stores/vault'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

async function panel({ platform = 'linux', vault = 'ready', ...answers }: Answers & { platform?: AppInfo['platform']; vault?: VaultState } = {}) {
  const fake = createFakeDesktop({ 'app.info': () => ({ version: '0.1.0', platform, electron: null, systemLanguage: 'en', updatedFrom: null }), 'vault.state': () => vault, ...answers })
  const mounted = await mountInApp(LockPanel, { fake })
  await Promise.all([useAppInfoStore().start(), useVaultStore().start(), useSettingsStore().start()])
  await flushPromises()
  return { ...mounted, select: mounted.wrapper.find('select') }
}

const choices = ['1 minute', '2 minutes', '5 minutes', '10 minutes', '15 minutes', '30 minutes', '60 minutes', 'Never by itself']

it('offers the usual times, and shows the one that is stored', async () => {
  const { select } = await panel()
  expect(select.findAll('option').map((option) => option.text())).toEqual(choices)
  expect(select.element.value).toBe('5')
})

it('shows a time that stands in the file only', async () => {
  const { select } = await panel({ 'settings.read': () => ({ ...defaultSettings, idleLockMinutes: 45 }) })
  expect(select.element.value).toBe('45')
  expect(select.findAll('option').map((option) => option.text())).toContain('45 minutes')
})

it.each([
  ['30', 30],
  ['never', null]
])('stores the choice of %s at once', async (value, stored) => {
  const { select, fake } = await panel()
  await select.setValue(value)
  await flushPromises()
  expect(fake.inputsOf('settings.update')).toEqual([{ idleLockMinutes: stored }])
  expect(select.element.value).toBe(value)
})

it('springs back when it could not be stored, and says so', async () => {
  const { select, wrapper } = await panel({ 'settings.update': () => Promise.reject(new AppError({ code: 'storageFailed', message: '', retryable: true })) })
  await select.setValue('1')
  await flushPromises()
  expect(select.element.value).toBe('5')
  expect(wrapper.find('[role="alert"]').text()).toContain('A file on this computer could not be read or written;')
})

it.each<[string, Parameters<typeof panel>[0], string[], string[]]>([
  ['Linux', {}, ['Linux has no question of its own', 'Not every Linux desktop', 'L or Ctrl+L', 'The keychain asks you only if it is locked itself'], ['Touch ID']],
  ['macOS', { platform: 'darwin' }, ['Touch ID where this Mac has it', 'L or ⌘L'], ['Linux']],
  ['Windows', { platform: 'win32' }, ['cannot ask Windows Hello'], ['Touch ID', 'Linux']],
  ['no keychain', { vault: 'noSecretService' }, ['Locking removes them all. You sign in again, and what you had typed or begun in the window is then lost.'], ['you enter the password']]
])('says what locking does on this computer: %s', async (_, given, present, absent) => {
  const text = (await panel(given)).wrapper.text()
  for (const word of present) expect(text).toContain(word)
  for (const word of absent) expect(text).not.toContain(word)
})
