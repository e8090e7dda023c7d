import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { isAlive } from '../isAlive.mjs'
import { appSwitches } from './appSwitches.mjs'
import { findChromium } from './findChromium.mjs'

const profilePrefix = 'electron-host-profile-'

/** Whether windows appear on a screen. */
export function isHeadless() {
  if (process.env['GATEHOUSE_HEADLESS'] === '1') return true
  return process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
}

/** A host that was killed could not tidy up after itself. */
function removeProfilesOfTheDead() {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(profilePrefix) ? Number(name.slice(profilePrefix.length).split('-')[0]) : 0
    if (pid > 0 && !isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}

/**
 * Starts Chromium with one app-like window. Its profile is a folder of its own that is removed at the end: the app's
 * user data holds only what the app wrote.
 *
 * @param {{ locale: string } & Parameters<typeof appSwitches>[0]} options
 */
export async function launchChromium({ locale, ...app }) {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium was found. Install the package "chromium", or name one in GATEHOUSE_CHROMIUM.')
  removeProfilesOfTheDead()
  const profile = mkdtempSync(join(tmpdir(), `${profilePrefix}${process.pid}-`))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: isHeadless(),
    viewport: null,
    colorScheme: null,
    locale,
    acceptDownloads: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      // A data: address opens as an application window, without tabs and address bar; about:blank would not.
      '--app=data:text/html,',
      '--remote-debugging-port=0',
      '--test-type',
      `--lang=${locale}`,
      '--screen-info={1920x1080}',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--disable-domain-reliability',
      '--no-first-run',
      '--no-default-browser-check',
      '--no-pings',
      '--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication,CertificateTransparencyComponentUpdater,InterestFeedContentSuggestions',
      // The page's requests are answered by the app; nothing that Chromium thinks of by itself may leave the machine.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      // Last, because of two switches of one name Chromium takes the later.
      ...appSwitches(app)
    ]
  })
  // Playwright kills Chromium when this process exits; only then can the profile go.
  process.on('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }))
  const firstPage = context.pages()[0] ?? (await context.waitForEvent('page'))
  return { context, firstPage, profile, debuggingPort: () => Number(readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0]) }
}
