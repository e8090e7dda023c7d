import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'
import { root } from './imports'

// The doors are rules of the linter; here they are tried. Rules that need types are left out, for the files are not there.
const typeless = { files: ['**/*.ts', '**/*.vue'], languageOptions: { parserOptions: { projectService: false, project: false } }, rules: { ...tseslint.configs.disableTypeChecked.rules, 'vue/no-ref-as-operand': 'off' as const } }
const eslint = new ESLint({ cwd: root, overrideConfig: [typeless] })

const doorRules = new Set(['no-restricted-imports', 'no-restricted-syntax', 'no-restricted-globals', 'no-eval', 'no-new-func'])

/** Which doors refuse the code in that file; what is wrong with its style does not count. */
async function refusals(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(filePath.endsWith('.vue') ? `<script setup lang="ts">\n${code}\n</script>\n<template><p /></template>\n` : `${code}\n`, { filePath })
  expect(result?.messages.filter(({ fatal }) => fatal), code).toEqual([])
  return (result?.messages ?? []).flatMap(({ ruleId }) => (ruleId !== null && doorRules.has(ruleId) ? [ruleId] : []))
}

const anywhereInMain = [
  "import electron from 'electron'; electron.shell.beep()",
  "import * as electron from 'electron'; electron.shell.beep()",
  "import { shell } from 'electron/main'; shell.beep()",
  "import { dialog as d, type App } from 'electron'; d.showErrorBox('x', 'y')",
  "import { net } from 'electron'; net.request('x')",
  "export { shell } from 'electron'",
  "const { shell } = await import('electron')",
  "await import('node:fs/promises')",
  "await import('node:https')",
  "await import('node:child_process')",
  "await import(`node:${'fs'}`)",
  "import fs = require('node:fs'); fs.rm",
  "import { createRequire } from 'node:module'; createRequire(import.meta.url)('node:fs')",
  "require('node:fs')",
  "process.getBuiltinModule('node:fs')",
  "import { get } from 'node:http2'; get()",
  "import { request } from 'undici'; request('x')",
  "import { Worker } from 'node:worker_threads'; new Worker('x')",
  "import { spawn } from 'node:child_process'; spawn('x')",
  "import { connect } from 'node:net'; connect(1)",
  "import { request } from 'node:https'; request('x')",
  "import https from 'node:https'; https.get('x')",
  "import { request } from 'node:http'; request('x')",
  "import { connect } from 'node:tls'; connect(1)",
  "import tls from 'node:tls'; tls.connect(1)",
  "import { Socket } from 'node:net'; new Socket()",
  "import axios from '../../../node_modules/axios'; axios.get('x')",
  "import { readFileSync } from 'node:fs'; readFileSync('x')",
  "void fetch('x')",
  "void globalThis.fetch('x')",
  'const { fetch: f } = globalThis; void f',
  "void global['fetch']('x')",
  "void own.fetch('x')",
  "new WebSocket('x')",
  "new EventSource('x')",
  "readFileSync('x')",
  "files['readFileSync']('x')",
  "eval('1')",
  "new Function('1')",
  "/* eslint-disable */ void fetch('x')",
  "import { x } from '../../../renderer/x'; x()"
]

const anywhereInThePage = [
  "import axios from 'axios'; axios.get('x')",
  "import { readFile } from 'node:fs/promises'; readFile('x')",
  "import { x } from '../../electron/main/x'; x()",
  "import { ipcRenderer } from 'electron'; ipcRenderer.send('x')",
  "await import('axios')",
  "import.meta.glob('./*.ts')",
  "void fetch('x')",
  "void globalThis.fetch('x')",
  "void window.fetch('x')",
  "void self.fetch('x')",
  'const { fetch: f } = window; void f',
  "open('x')",
  "window.open('x')",
  "globalThis.open('x')",
  "localStorage.setItem('a', 'b')",
  "globalThis.localStorage.setItem('a', 'b')",
  "globalThis.gatehouse.on()",
  'self.gatehouse.on()',
  'window.gatehouse.on()',
  "window['gatehouse'].on()",
  'window[bridgeName].on()',
  'gatehouse.on()',
  "navigator.sendBeacon('x')",
  "new EventSource('x')",
  "new WebSocket('x')",
  'new RTCPeerConnection()',
  "new Worker('x')",
  "document.cookie = 'a=b'",
  "/* eslint-disable */ void fetch('x')"
]

describe('the doors', () => {
  it.each(['services/x.ts', 'storage/x.ts', 'log/x.ts', 'vault/keytarVault.ts', 'capgo/httpClient.ts', 'window/openExternal.ts', 'index.ts', 'answers.ts', 'embeddedServer.ts'])('are shut in electron/main/%s', async (file) => {
    const passed: string[] = []
    for (const code of anywhereInMain) if ((await refusals(`electron/main/${file}`, code)).length === 0) passed.push(code)
    expect(passed).toEqual([])
  }, 20_000)

  it.each(['stores/x.ts', 'composables/x.ts', 'pages/X.vue', 'main.ts'])('are shut in renderer/%s', async (file) => {
    const passed: string[] = []
    for (const code of anywhereInThePage) if ((await refusals(`renderer/${file}`, code)).length === 0) passed.push(code)
    expect(passed).toEqual([])
  }, 20_000)

  it.each([
    ['renderer/stores/x.ts', "import { useRouter } from 'vue-router'; useRouter()"],
    ['renderer/stores/x.ts', "import { useMessage } from 'naive-ui'; useMessage()"],
    ['renderer/pages/X.vue', "import naive from 'naive-ui'; naive.x()"],
    ['shared/x.ts', "import { hash } from 'node:crypto'; hash()"],
    ['shared/x.ts', "await import('axios')"],
    ['shared/x.ts', "void fetch('x')"],
    ['shared/x.ts', 'process.exit()'],
    ['electron/preload/index.ts', "import { shell } from 'electron'; shell.beep()"],
    ['electron/preload/index.ts', "import { z } from 'zod'; z.string()"],
    ['electron/main/sandbox/x.ts', "import { app } from 'electron'; app.quit()"],
    ['electron/main/sandbox/x.ts', "import { writeFile } from 'node:fs/promises'; void writeFile('x', '')"],
    ['electron/main/sandbox/x.ts', "import { x } from '../vault/x'; x()"],
    ['electron/main/capgo/tunnel.ts', "import { SocksClientError } from 'socks'; new SocksClientError()"],
    ['electron/main/capgo/tunnel.ts', "import { connect } from 'node:tls'; connect(1)"],
    ['electron/main/capgo/tunnel.ts', "import { createServer } from 'node:http'; createServer()"],
    ['electron/main/capgo/dial.ts', "import { createServer } from 'node:net'; createServer()"],
    ['electron/main/capgo/agents.ts', "import { request } from 'node:https'; request('x')"],
    ['electron/main/services/network/trust.ts', "import tls from 'node:tls'; tls.connect(1)"],
    ['electron/main/services/network/trust.ts', "import tls from 'node:tls'; tls['connect'](1)"],
    ['electron/main/services/network/trust.ts', "import tls from 'node:tls'; const { connect } = tls; connect(1)"],
    ['electron/main/services/network/trust.ts', "import tls from 'node:tls'; (tls as never).connect(1)"],
    ['electron/main/window/appProtocol.ts', "import { writeFile } from 'node:fs/promises'; void writeFile('x', '')"],
    ['test/unit/x.spec.ts', "it.skipIf(true)('x', () => {})"],
    ['test/unit/x.spec.ts', "describe.runIf(false)('x', () => {})"],
    ['test/unit/x.spec.ts', "it.fails('x', () => {})"],
    ['test/unit/x.spec.ts', "it.only('x', () => {})"],
    ['test/unit/x.spec.ts', "it.skip.each([1])('x', () => {})"],
    ['test/unit/x.spec.ts', "it('x', { skip: true }, () => {})"],
    ['test/unit/x.spec.ts', "vi.mock('x')"],
    ['test/e2e/x.spec.ts', "test.fixme('x', () => {})"],
    ['test/e2e/x.spec.ts', "await page.waitForTimeout(1)"]
  ])('are shut: %s: %s', async (file, code) => {
    expect(await refusals(file, code)).not.toEqual([])
  })

  it.each([
    ['electron/main/capgo/httpClient.ts', "import axios from 'axios'; import type { Agent } from 'node:https'; void axios.create({ httpsAgent: {} as Agent })"],
    ['electron/main/capgo/agents.ts', "import { Agent } from 'node:https'; void new Agent()"],
    ['electron/main/capgo/dial.ts', "import { connect } from 'node:net'; void connect(1)"],
    ['electron/main/capgo/tunnel.ts', "import { request } from 'node:http'; import { SocksClient } from 'socks'; void [request, SocksClient]"],
    ['electron/main/services/network/trust.ts', "import tls from 'node:tls'; void [tls.rootCertificates, tls.createSecureContext()]"],
    ['electron/main/vault/keytarVault.ts', "const { default: keytar } = await import('keytar'); void keytar"],
    ['electron/main/embeddedServer.ts', "const { startSandbox } = await import('./sandbox'); void startSandbox"],
    ['electron/main/window/openExternal.ts', "import { shell } from 'electron'; void shell.openExternal('x')"],
    ['electron/main/storage/x.ts', "import { writeFile } from 'node:fs/promises'; void writeFile('x', '')"],
    ['electron/main/services/x.ts', "import type { App } from 'electron'; import { z } from 'zod'; import { a } from '#shared/a'; import { b } from '../b'; void [a, b, z.string(), {} as App]"],
    ['renderer/stores/x.ts', "import { ref } from 'vue'; import { defineStore } from 'pinia'; void [ref(0), defineStore]; window.addEventListener('x', () => undefined)"],
    ['renderer/desktop/client.ts', 'void window[bridgeName]']
  ])('are open where they should be: %s', async (file, code) => {
    expect(await refusals(file, code)).toEqual([])
  })
})
