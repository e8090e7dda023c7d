import js from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'

/**
 * One door per dangerous power. The message names the door, so that whoever is refused knows where to go.
 * Each rule is switched off in exactly one file, below.
 */
const doors = {
  axios: { name: 'axios', message: 'HTTP goes through electron/main/capgo/httpClient.ts.' },
  keytar: { name: 'keytar', message: 'The keychain is behind SecretVault; only electron/main/vault/keytarVault.ts loads keytar.' },
  http: ['node:http', 'node:https', 'node:net', 'node:tls', 'node:dgram', 'http', 'https', 'net'].map((name) => ({ name, message: 'HTTP goes through electron/main/capgo/httpClient.ts.' })),
  childProcess: ['node:child_process', 'child_process'].map((name) => ({ name, message: 'Gatehouse starts no other programs.' })),
  fs: ['fs', 'node:fs', 'fs/promises', 'node:fs/promises'].map((name) => ({ name, message: 'Files are written by electron/main/storage.' })),
  ipcMain: { name: 'electron', importNames: ['ipcMain'], message: 'Operations are listed in shared/ipc/contract.ts and registered by electron/main/ipc/register.ts.' },
  shell: { name: 'electron', importNames: ['shell'], message: 'Links leave through electron/main/window/openExternal.ts.' },
  clipboard: { name: 'electron', importNames: ['clipboard'], message: 'The clipboard is written by electron/main/window/clipboard.ts.' },
  dialog: { name: 'electron', importNames: ['dialog'], message: 'Files are saved through electron/main/window/saveFile.ts.' }
}

const electronDoors = (...open) => {
  const shut = ['ipcMain', 'shell', 'clipboard', 'dialog', 'ipcRenderer', 'net'].filter((name) => !open.includes(name))
  return { name: 'electron', importNames: shut, message: 'Each of these powers has one door: ipc/register.ts, window/openExternal.ts, window/clipboard.ts, window/saveFile.ts, index.ts (net.isOnline).' }
}

const mainPaths = ({ open = [], electron = [] } = {}) => [
  ...(open.includes('axios') ? [] : [doors.axios]),
  ...(open.includes('keytar') ? [] : [doors.keytar]),
  ...(open.includes('http') ? [] : doors.http),
  ...(open.includes('fs') ? [] : doors.fs),
  ...doors.childProcess,
  electronDoors(...electron)
]

const restricted = (paths, patterns = []) => ({ 'no-restricted-imports': ['error', { paths, patterns }] })
const noSync = { 'no-restricted-syntax': ['error', { selector: "CallExpression[callee.property.name=/Sync$/]", message: 'Nothing in the app waits synchronously for a file or a message.' }] }
/** Imports whose text matches are refused. */
const upwards = (regex, message) => ({ regex, message })

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**', 'test-results/**'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.vue'] })),
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: config.files ?? ['**/*.vue'] })),
  {
    files: ['**/*.ts', '**/*.vue'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'], parser: tseslint.parser }
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/dot-notation': 'off',
      // Objects here are closures; nothing uses `this` outside the few classes.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      'no-console': 'error',
      'no-undef': 'off'
    }
  },
  {
    files: ['**/*.vue'],
    rules: {
      // The layout of templates is a matter of taste; what they may contain is not.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
      'vue/no-v-html': 'error',
      'vue/no-static-inline-styles': 'error'
    }
  },
  // shared: pure, zod only.
  {
    files: ['shared/**/*.ts'],
    rules: restricted(
      [],
      [upwards('^(?!zod$|\\.{1,2}/|#shared/)', 'shared imports zod and itself only.'), upwards('/(electron|renderer)/', 'shared knows neither side.')]
    )
  },
  // The main process.
  { files: ['electron/main/**/*.ts'], languageOptions: { globals: globals.node }, rules: { ...restricted(mainPaths(), [upwards('/renderer/', 'Main and renderer meet in shared.')]), ...noSync } },
  { files: ['electron/main/capgo/httpClient.ts'], rules: restricted(mainPaths({ open: ['axios'] })) },
  { files: ['electron/main/vault/keytarVault.ts'], rules: restricted(mainPaths({ open: ['keytar'] })) },
  { files: ['electron/main/storage/**/*.ts', 'electron/main/log/**/*.ts'], rules: restricted(mainPaths({ open: ['fs'] })) },
  // Reads the built page and nothing else.
  { files: ['electron/main/window/appProtocol.ts'], rules: restricted(mainPaths({ open: ['fs'] })) },
  { files: ['electron/main/ipc/register.ts'], rules: restricted(mainPaths({ electron: ['ipcMain'] })) },
  { files: ['electron/main/window/openExternal.ts'], rules: restricted(mainPaths({ electron: ['shell'] })) },
  { files: ['electron/main/window/clipboard.ts'], rules: restricted(mainPaths({ electron: ['clipboard'] })) },
  { files: ['electron/main/window/saveFile.ts'], rules: restricted(mainPaths({ electron: ['dialog'] })) },
  { files: ['electron/main/index.ts'], rules: restricted(mainPaths({ electron: ['net'] })) },
  // The embedded server is a server: it listens, and keeps its state in a file of its own.
  { files: ['electron/main/sandbox/**/*.ts'], rules: restricted([doors.axios, doors.keytar, ...doors.childProcess], [upwards('^electron$|/(vault|services|capgo|ipc|window|storage|log|settings)/', 'The sandbox is a program of its own.')]) },
  // The preload: Electron and the names of channels.
  {
    files: ['electron/preload/**/*.ts'],
    languageOptions: { globals: globals.browser },
    rules: restricted([{ name: 'zod', message: 'Schemas are checked in main; the preload stays small.' }], [upwards('^(?!electron$|#shared/ipc/channels$)', 'The preload imports electron and #shared/ipc/channels only.')])
  },
  // The renderer: no Node, no Electron, one reader of the bridge.
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.vue'],
    languageOptions: { globals: globals.browser },
    rules: {
      ...restricted(
        [{ name: 'electron', message: 'The page reaches main through renderer/desktop/client.ts only.' }, doors.axios, { name: 'naive-ui', importNames: ['default'], message: 'Import components by name.' }],
        [upwards('^node:|/electron/', 'The page reaches main through renderer/desktop/client.ts only.')]
      ),
      'no-restricted-globals': ['error', { name: 'fetch', message: 'The network is main’s.' }, { name: 'XMLHttpRequest', message: 'The network is main’s.' }, { name: 'WebSocket', message: 'The network is main’s.' }, { name: 'localStorage', message: 'State that lasts is kept by main.' }, { name: 'sessionStorage', message: 'State that lasts is kept by main.' }],
      'no-restricted-properties': ['error', { object: 'window', property: 'gatehouse', message: 'Only renderer/desktop/client.ts reads the bridge.' }, { object: 'window', property: 'open', message: 'Links go through links.open.' }]
    }
  },
  { files: ['renderer/desktop/client.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['renderer/stores/**/*.ts'], rules: restricted([{ name: 'vue-router', message: 'Stores do not navigate.' }, { name: 'naive-ui', message: 'Stores show nothing.' }, { name: 'electron', message: 'The page reaches main through renderer/desktop/client.ts only.' }]) },
  // Tests and commands run in Node and may print.
  {
    files: ['test/**/*.ts', 'test/**/*.mjs', '*.config.ts', '*.config.js'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      'no-console': 'off',
      'no-restricted-syntax': ['error',
        { selector: "CallExpression[callee.property.name=/^(only|skip|todo|waitForTimeout)$/]", message: 'No skipped, focused or sleeping tests.' }]
    }
  },
  { files: ['**/*.mjs', '**/*.js'], languageOptions: { globals: globals.node } }
)
