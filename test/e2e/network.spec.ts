import { request as ask } from 'node:http'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { issue } from '../support/certificates'
import { connectProxy, type ConnectProxy } from '../support/connectProxy'
import { tlsServer } from '../support/tlsServer'
import { expect, test, type LaunchedApp, type Sandbox } from './support/app'
import { axe } from './support/axe'
import { answerOpenDialogs, setOnline, setSystemProxy } from './support/desktop'
import { demoPerson, signInWithApiKey } from './support/signIn'

// A Capgo server as an organization runs its own: behind a proxy, with a certificate of the organization's authority.

const host = 'capgo.meridian.invalid'
const root = issue({ name: 'Meridian Root', organization: 'Meridian', authority: true })
const open: { close(): Promise<void> }[] = []
test.afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

/** The embedded server under that name, over TLS; nobody but the proxy knows where it is. */
async function behindProxy(sandbox: Sandbox): Promise<{ sandbox: Sandbox; proxy: ConnectProxy; heard: () => string }> {
  const front = await tlsServer(issue({ name: host, issuer: root, hosts: [host] }), [], (request, response) => {
    const onward = ask(`${sandbox.api}${request.url ?? ''}`, { method: request.method, headers: { ...request.headers, host: new URL(sandbox.api).host } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        // Of another length than before.
        const headers = Object.entries(answer.headers).filter(([name]) => name !== 'content-length' && name !== 'transfer-encoding')
        response.writeHead(answer.statusCode ?? 500, Object.fromEntries(headers))
        response.end(Buffer.concat(chunks).toString().replace(`"supaHost":"${sandbox.supabase}"`, `"supaHost":"https://${host}"`))
      })
    })
    request.pipe(onward)
  })
  const proxy = await connectProxy({ [`${host}:443`]: front.port })
  open.push(front, proxy)
  return { sandbox: { ...sandbox, api: host }, proxy, heard: front.heard }
}

const settings = async (page: Page) => {
  await page.getByRole('link', { name: 'Settings' }).click()
  return page.getByRole('region', { name: 'Network' })
}

async function useProxy(app: LaunchedApp, { port }: ConnectProxy): Promise<void> {
  const panel = await settings(app.page)
  await panel.getByText('By hand', { exact: true }).click()
  await panel.getByLabel('Address of the proxy').fill(`127.0.0.1:${String(port)}`)
  await panel.getByRole('button', { name: 'Use this proxy' }).click()
  await expect(panel.getByText(`api.capgo.app would be reached through http://127.0.0.1:${String(port)}.`)).toBeVisible()
}

test('a server behind a proxy, with an authority of its own, is reached once the person says so', async ({ launch, startSandbox }) => {
  test.setTimeout(120_000)
  const app = await launch()
  const { page } = app
  const { sandbox, proxy, heard } = await behindProxy(await startSandbox())
  const { apiKey } = demoPerson(sandbox)
  await signInWithApiKey(page, sandbox)
  await expect(page.getByRole('alert')).toContainText('No server of that name was found')

  await useProxy(app, proxy)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await signInWithApiKey(page, sandbox)
  await expect(page.getByRole('alert')).toContainText('The server’s certificate was not accepted')
  expect([proxy.asked.length > 0, heard()]).toEqual([true, ''])

  const panel = await settings(page)
  const file = join(app.userData, 'chosen.pem')
  await writeFile(file, root.cert)
  await answerOpenDialogs(app, file)
  await panel.getByRole('button', { name: 'Add a certificate…' }).click()
  await expect(panel.getByText('Meridian Root (Meridian)')).toBeVisible()
  expect(await axe(page)).toEqual([])
  await page.getByRole('link', { name: 'Sign in' }).click()
  await signInWithApiKey(page, sandbox)
  await expect(page.getByText('12 of 42 members', { exact: false })).toBeVisible()
  expect(new Set(proxy.asked)).toEqual(new Set([`${host}:443`]))
  expect(heard()).toContain(apiKey)
  expect(proxy.heard()).not.toContain(apiKey)

  // Both are kept; the file may go.
  await writeFile(file, '')
  const again = await app.restart()
  await expect(again.page.getByText('12 of 42 members', { exact: false })).toBeVisible()
  const kept = await settings(again.page)
  await expect(kept.getByText(`${host} would be reached through http://127.0.0.1:${String(proxy.port)}.`)).toBeVisible()

  // Removed, it is not trusted at the very next request.
  await kept.getByRole('button', { name: 'Remove Meridian Root (Meridian)…' }).click()
  await again.page.getByRole('dialog').getByRole('button', { name: 'Remove the certificate' }).click()
  await expect(kept.getByText('None was added.')).toBeVisible()
  const before = heard()
  await again.page.getByRole('link', { name: 'Security' }).click()
  await again.page.getByRole('button', { name: 'Refresh' }).click()
  await expect(again.page.getByRole('alert').first()).toContainText('The server’s certificate was not accepted')
  expect(heard()).toBe(before)
})

test.describe('the panel', () => {
  test('says what the system says, and follows it', async ({ launch }) => {
    const app = await launch({ args: ['--demo'] })
    await setSystemProxy(app, 'PROXY proxy.example:3128; DIRECT')
    const panel = await settings(app.page)
    await expect(panel.getByText('api.capgo.app would be reached through http://proxy.example:3128, otherwise directly.')).toBeVisible()
    await panel.getByText('None', { exact: true }).click()
    await expect(panel.getByText('api.capgo.app would be reached directly.')).toBeVisible()
  })

  test('names what is wrong with a chosen file, and adds nothing', async ({ launch }) => {
    const app = await launch()
    const panel = await settings(app.page)
    const file = join(app.userData, 'chosen.pem')
    await writeFile(file, issue({ name: host, issuer: root, hosts: [host] }).cert)
    await answerOpenDialogs(app, file)
    await panel.getByRole('button', { name: 'Add a certificate…' }).click()
    await expect(panel.getByRole('alert')).toContainText(`“${host}” is not a certificate authority`)
    await expect(panel.getByText('None was added.')).toBeVisible()
    expect(await axe(app.page)).toEqual([])
    await answerOpenDialogs(app, null)
    await panel.getByRole('button', { name: 'Add a certificate…' }).click()
    await expect(panel.getByRole('alert')).toHaveCount(0)
  })
})

test('a proxy that asks for a sign-in is told apart from the server', async ({ launch, startSandbox }) => {
  const app = await launch()
  const { sandbox, proxy, heard } = await behindProxy(await startSandbox())
  proxy.mood = { answers: 407 }
  await useProxy(app, proxy)
  await app.page.getByRole('link', { name: 'Sign in' }).click()
  await signInWithApiKey(app.page, sandbox)
  await expect(app.page.getByRole('alert')).toContainText('The proxy on the way did not open a connection')
  expect(heard()).toBe('')
})

test('without a network nothing is tried, and this computer is still there', async ({ launch, startSandbox }) => {
  const app = await launch()
  const { sandbox, proxy } = await behindProxy(await startSandbox())
  await useProxy(app, proxy)
  await setOnline(app, false)
  await app.page.getByRole('link', { name: 'Sign in' }).click()
  await signInWithApiKey(app.page, sandbox)
  await expect(app.page.getByRole('alert')).toContainText('This computer has no network connection')
  expect(proxy.asked).toEqual([])
  await app.page.getByRole('button', { name: 'Open the demo' }).click()
  await expect(app.page.getByText('12 of 42 members', { exact: false })).toBeVisible()
})
