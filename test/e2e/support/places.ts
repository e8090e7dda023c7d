import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { answerSaveDialogs } from './desktop'
import type { LaunchedApp } from './launchedApp'
import { beginReview, openFile, panel, planFinding, signReview, takeSnapshot } from './reviewRoad'
import type { Sandbox } from './sandbox'
import { enterPassword, signInByEmail, signInWithApiKey } from './signIn'

/** One state of the window that somebody comes to: a page, or a dialog on it. */
export interface Place {
  /** The name of its route. */
  route: string
  state: string
  /** Leads there from the place before it in the list, in English. */
  open: (app: LaunchedApp, sandbox: Sandbox) => Promise<void>
}

/** The routes that the router has, as its file names them. */
export async function routeNames(projectRoot: string): Promise<string[]> {
  const source = await readFile(join(projectRoot, 'renderer', 'router.ts'), 'utf8')
  // Never shown: it leads on.
  return [...source.matchAll(/\{ path: '[^']+', name: '(\w+)'/gu)].map(([, name]) => name ?? '').filter((name) => name !== 'elsewhere')
}

async function go({ page }: LaunchedApp, path: string): Promise<void> {
  for (let dialogs = await page.locator('dialog[open]').count(); dialogs > 0; dialogs = await page.locator('dialog[open]').count()) await page.keyboard.press('Escape')
  await page.evaluate((hash) => (location.hash = hash), `#${path}`)
  await expect(page.locator('main h1').first()).toBeVisible()
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
}

/** A page, once it shows what it is about. */
const at = (route: string, path: string, shows: string | RegExp): Place => ({
  route,
  state: 'as it opens',
  open: async (app) => {
    await go(app, path)
    await expect(app.page.getByRole('main').getByText(shows).first()).toBeVisible()
  }
})

/** A dialog of the page that is open, by the button that opens it. */
const dialog = (route: string, state: string, button: string | RegExp, path?: string): Place => ({
  route,
  state,
  open: async (app) => {
    const { page } = app
    if (path !== undefined) await go(app, path)
    else if ((await page.locator('dialog[open]').count()) > 0) await page.keyboard.press('Escape')
    await page.getByRole('button', { name: button }).first().click()
    await expect(page.getByRole('dialog').first()).toBeVisible()
  }
})

const menuOfFirstKey = (item: RegExp): Place['open'] => async (app) => {
  const { page } = app
  await go(app, '/keys')
  await page.getByRole('grid', { name: 'RBAC Keys', exact: true }).getByRole('row').nth(1).focus()
  await page.keyboard.press('ContextMenu')
  await page.getByRole('menuitem', { name: item }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

const toReview = async (app: LaunchedApp): Promise<void> => {
  await app.page.keyboard.press('Escape')
  await expect(app.page.getByRole('dialog')).toHaveCount(0)
}

/** Every page and its main panels and dialogs, in the order in which one walk comes by them. */
export const places: readonly Place[] = [
  { route: 'welcome', state: 'at first start', open: async ({ page }) => expect(page.getByRole('button', { name: 'Open the demo' })).toBeVisible() },
  {
    route: 'welcome',
    state: 'with a refusal',
    open: async ({ page }, sandbox) => {
      await signInWithApiKey(page, sandbox, 'wrong-key')
      await expect(page.getByRole('alert').first()).toBeVisible()
    }
  },
  {
    route: 'welcome',
    state: 'asking for the code',
    open: async ({ page }, sandbox) => {
      await enterPassword(page, sandbox)
      await expect(page.getByLabel('Six-digit code')).toBeVisible()
    }
  },
  {
    route: 'security',
    state: 'as it opens',
    open: async ({ page }, sandbox) => {
      await page.reload()
      await signInByEmail(page, sandbox)
      await expect(page.getByRole('region', { name: 'Members Without 2FA' }).getByRole('row').nth(1)).toBeVisible()
    }
  },
  dialog('security', 'presets', 'Use a Preset…'),
  {
    route: 'security',
    state: 'with a draft',
    open: async ({ page }) => {
      await page.keyboard.press('Escape')
      for (const name of ['Require 2FA for All Members', 'Enforce Password Policy', 'Enforce Secure API Keys', 'Require API Key Expiration']) await page.getByRole('switch', { name }).click()
      await expect(page.getByRole('button', { name: 'Review and apply' })).toBeVisible()
    }
  },
  dialog('security', 'the review', 'Review and apply'),
  {
    route: 'security',
    state: 'applied',
    open: async ({ page }) => {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Discard' }).click()
      await page.getByRole('switch', { name: 'Require 2FA for All Members' }).click()
      await page.getByRole('button', { name: 'Review and apply' }).click()
      await page.getByRole('button', { name: /^Enforce 2FA/u }).click()
      await expect(page.getByRole('button', { name: 'Undo…' })).toBeVisible()
    }
  },
  dialog('security', 'the undo', 'Undo…'),
  dialog('security', 'the list of keys', 'Keyboard shortcuts'),
  {
    route: 'security',
    state: 'the palette',
    open: async ({ page }) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.keyboard.type('a')
      await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
    }
  },
  {
    route: 'overview',
    state: 'with the menu of organizations',
    open: async (app) => {
      await go(app, '/overview')
      await app.page.getByRole('button', { name: /^Organization: / }).click()
      await expect(app.page.getByRole('listbox', { name: 'Organization' })).toBeVisible()
    }
  },
  {
    route: 'overview',
    state: 'as it opens',
    open: async (app) => {
      await app.page.keyboard.press('Escape')
      await expect(app.page.getByRole('listbox', { name: 'Organization' })).toHaveCount(0)
      await expect(app.page.getByRole('main').getByText('Meridian Logistics').first()).toBeVisible()
    }
  },
  at('members', '/members', /45 shown of 45/u),
  {
    route: 'members',
    state: 'with some chosen',
    open: async ({ page }) => {
      const grid = page.getByRole('grid', { name: 'Members' })
      for (const row of [1, 2, 3]) await grid.getByRole('row').nth(row).getByRole('checkbox').check()
    }
  },
  dialog('members', 'a message', /^Write/u),
  at('keys', '/keys', 'Driver app release'),
  {
    route: 'keys',
    state: 'with some chosen',
    open: async ({ page }) => {
      const grid = page.getByRole('grid', { name: 'RBAC Keys', exact: true })
      for (const row of [1, 2]) await grid.getByRole('row').nth(row).getByRole('checkbox').check()
      await grid.getByRole('row').nth(1).focus()
      await page.keyboard.press('ContextMenu')
      await expect(page.getByRole('menu')).toBeVisible()
    }
  },
  { route: 'keys', state: 'regenerating one', open: menuOfFirstKey(/^Regenerate/u) },
  { route: 'keys', state: 'an overlap', open: menuOfFirstKey(/overlap/iu) },
  { route: 'keys', state: 'deleting one', open: menuOfFirstKey(/^Delete/u) },
  at('newKey', '/keys/new', 'Organization role'),
  dialog('newKey', 'choosing apps', 'Add App'),
  {
    route: 'key',
    state: 'as it opens',
    open: async (app) => {
      await go(app, '/keys')
      await app.page.getByRole('grid', { name: 'RBAC Keys', exact: true }).getByRole('row').nth(1).focus()
      await app.page.keyboard.press('Enter')
      await expect(app.page.getByRole('textbox', { name: 'Name' })).toBeVisible()
    }
  },
  at('posture', '/posture', 'of 100'),
  at('activity', '/activity', 'on record at the server'),
  at('access', '/access', 'Meridian Logistics'),
  at('connections', '/connections', 'What each kind of credential can do'),
  dialog('connections', 'a new name', /^Rename/u),
  dialog('connections', 'signing out', 'Sign out…'),
  {
    route: 'welcome',
    state: 'beside what is open',
    open: async (app) => {
      await go(app, '/connections')
      await app.page.getByRole('button', { name: 'Add connection' }).first().click()
      await expect(app.page.getByLabel('E-mail', { exact: true })).toBeVisible()
    }
  },
  at('settings', '/settings', 'Data on this computer'),
  at('guide', '/guide', /./u),
  {
    route: 'guide',
    state: 'a topic',
    open: async ({ page }) => {
      await page.getByRole('main').getByRole('link').first().click()
      await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
    }
  },
  at('diagnostics', '/diagnostics', /./u),
  at('news', '/whats-new', /./u),
  at('about', '/about', /./u),
  at('news', '/whats-new', /./u),
  at('about', '/about', 'What is included'),
  {
    route: 'about',
    state: 'a licence',
    open: async ({ page }) => {
      await page.getByRole('button', { name: /^Licence of axios/u }).click()
      await expect(page.getByRole('dialog').getByRole('region')).toBeVisible()
    }
  },
  dialog('reviews', 'taking a snapshot', 'Take Snapshot', '/reviews'),
  {
    route: 'reviews',
    state: 'with snapshots, and evidence',
    open: async (app) => {
      await app.page.keyboard.press('Escape')
      await takeSnapshot(app.page)
      await expect(app.page.getByRole('region', { name: 'Evidence pack' })).toBeVisible()
    }
  },
  {
    route: 'compare',
    state: 'with today',
    open: async ({ page }) => {
      await page.getByRole('button', { name: /^Compare with Today: /u }).first().click()
      await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible()
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    }
  },
  {
    route: 'review',
    state: 'as it is written',
    open: async (app) => {
      await go(app, '/reviews')
      await beginReview(app.page)
      await planFinding(app.page, 'no 2FA', /^Plan: Ask \d+ members? to turn on 2FA/u)
    }
  },
  dialog('review', 'a finding of one’s own', 'Add a finding'),
  dialog('review', 'a step about settings', 'Change settings'),
  dialog('review', 'a step about members', 'Ask members'),
  dialog('review', 'a step about keys', 'Deal with keys'),
  {
    route: 'review',
    state: 'a finding',
    open: async (app) => {
      await toReview(app)
      await app.page.getByRole('grid', { name: 'Findings' }).getByRole('row').nth(1).focus()
      await app.page.keyboard.press('Enter')
      await expect(app.page.getByRole('dialog')).toBeVisible()
    }
  },
  {
    route: 'reviewFile',
    state: 'being applied',
    open: async (app) => {
      await toReview(app)
      const { path } = await signReview(app)
      await app.page.getByRole('button', { name: 'Close snapshot' }).click()
      await expect(app.page.getByRole('button', { name: 'Close snapshot' })).toHaveCount(0)
      await answerSaveDialogs(app, null)
      await openFile(app, path)
      await expect(panel(app.page, 'Who signed it')).toBeVisible()
      await app.page.getByRole('button', { name: 'Compare with today' }).click()
      await app.page.getByRole('button', { name: 'Begin applying' }).click()
      await expect(app.page.getByRole('button', { name: 'Look and decide… Step 1' })).toBeVisible()
    }
  },
  dialog('reviewFile', 'a step', 'Look and decide… Step 1'),
  {
    route: 'keys',
    state: 'a secret in sight',
    open: async (app) => {
      const { page } = app
      // Of the demo organization, where a secret can wait without a keychain, too.
      await go(app, '/connections')
      await page.getByRole('button', { name: 'Add connection' }).first().click()
      await page.getByRole('button', { name: 'Open the demo' }).click()
      await expect(page.getByRole('link', { name: /^Connection: Demo/u })).toBeVisible()
      await menuOfFirstKey(/^Regenerate/u)(app, undefined as never)
      await page.getByRole('dialog').getByRole('button', { name: /^Regenerate/u }).click()
      await page.getByRole('button', { name: 'Show the key' }).click()
      await expect(page.getByRole('dialog').locator('code')).toBeVisible()
    }
  },
  {
    route: 'keys',
    state: 'a secret to be saved',
    open: async ({ page }) => {
      await page.getByRole('dialog').getByRole('button', { name: /^Save/u }).click()
      await expect(page.getByLabel('Passphrase', { exact: true })).toBeVisible()
    }
  },
  {
    route: 'settings',
    state: 'locked',
    open: async (app) => {
      await app.page.reload()
      await expect(app.page.locator('main h1').first()).toBeVisible()
      await app.page.keyboard.press('l')
      await expect(app.page.getByRole('dialog', { name: 'Gatehouse is locked' }).or(app.page.locator('.lock-screen')).first()).toBeVisible()
    }
  }
]
