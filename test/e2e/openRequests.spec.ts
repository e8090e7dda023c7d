import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './support/app'
import { findElectronBinary } from './support/electronBinary'

/** As the system does when something is opened while Gatehouse runs; resolves when the second instance has left. */
function secondStart(projectRoot: string, userData: string, argument: string): Promise<unknown> {
  const binary = findElectronBinary(projectRoot)
  const program = binary === undefined ? [process.execPath, join(projectRoot, 'test/host/electron.mjs')] : [binary]
  return new Promise((resolve) => spawn(program[0] ?? '', [...program.slice(1), `--user-data-dir=${userData}`, projectRoot, argument], { env: { ...process.env, GATEHOUSE_HEADLESS: '1' }, stdio: 'ignore' }).once('exit', resolve))
}

test('a review file that is double-clicked leads to its page, which says what is wrong with it', async ({ launch, projectRoot }) => {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-open-'))
  try {
    const path = join(folder, 'March.gatehouse-review')
    await writeFile(path, '{"format":"gatehouse-review","version":1,"body":{},"publicKey":"x","signature":"y","approvals":[]}')
    const { page, userData } = await launch({ args: ['--demo'] })
    await expect(page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible()
    await secondStart(projectRoot, userData, path)
    await expect(page).toHaveURL(/#\/reviews\/file\/[0-9a-f-]{36}$/u)
    await expect(page.getByText('March.gatehouse-review').first()).toBeVisible()
    await expect(page.getByText(/signature/iu).first()).toBeVisible()
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a second start hands its link to the first, which only shows the page', async ({ launch, projectRoot }) => {
  const app = await launch({ args: ['--demo'] })
  await expect(app.page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible()
  const second = (link: string) => secondStart(projectRoot, app.userData, link)
  await second('gatehouse://open/members')
  await expect(app.page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()
  await second('gatehouse://open/security?enforce=1')
  await second('gatehouse://open/activity')
  await expect(app.page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible()
})
