import { expect } from '@playwright/test'
import type { LaunchedApp } from './launchedApp'

/** With a bus or a keyring of its own, a run that finds none ready is a failure and no excuse. */
export async function hasKeychain(app: LaunchedApp): Promise<boolean> {
  const kept = await app.page.evaluate(() => (globalThis as unknown as { gatehouse: { vault: { state(): Promise<{ value: string }> } } }).gatehouse.vault.state())
  const isPromised = [process.env['GATEHOUSE_PRIVATE_KEYRING'], process.env['GATEHOUSE_KEYRING'], process.env['DBUS_SESSION_BUS_ADDRESS']].some((value) => value !== undefined && value !== '')
  if (isPromised) expect(kept.value).toBe('ready')
  return kept.value === 'ready'
}
