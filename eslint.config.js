import { readdirSync } from 'node:fs'
import js from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import typescript from 'typescript'
import vue from 'eslint-plugin-vue'

/**
 * One door per dangerous power: what a room may import, name and call is a list of what is allowed, and a door adds to its
 * room's list. A later block replaces a rule of an earlier one, so every block is built whole by the same functions.
 * test/architecture/doors.spec.ts lints what is to be refused.
 */
const literally = (name) => name.replaceAll(/[.*+?^${}()|[\]\\/]/gu, '\\$&')
const importing = (modules, patterns, message) => ({
  'no-restricted-imports': ['error', {
    patterns: [
      { regex: `^(?!\\.{1,2}(/|$)|#shared/|(${modules.map(literally).join('|')})$)`, message },
      { regex: 'node_modules', message },
      ...patterns.map(([regex, why]) => ({ regex, message: why }))
    ]
  }]
})
const names = (globals, message) => globals.map((name) => ({ name, message }))
const withoutGlobals = (...lists) => ({
  'no-restricted-globals': ['error', { globals: lists.flat(), checkGlobalObject: true, globalObjects: ['window', 'self', 'global', 'top', 'parent', 'frames'] }]
})
const refusing = (...lists) => ({ 'no-restricted-syntax': ['error', ...lists.flat().map(([selector, message]) => ({ selector, message }))] })

const network = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection', 'webkitRTCPeerConnection']
/** Another name for the global object would be a way around the list. */
const globalObject = names(['globalThis', 'self', 'global', 'top', 'parent', 'frames'], 'Globals are used by their own name, so that the list of refused ones holds.')

const noSync = ['CallExpression[callee.property.name=/Sync$/]', 'CallExpression[callee.property.value=/Sync$/]', 'CallExpression[callee.name=/Sync$/]', 'ImportSpecifier[imported.name=/Sync$/]']
  .map((selector) => [selector, 'Nothing in the app waits synchronously for a file or a message.'])
const dynamicImports = (allowed, pattern = '') => [
  [`ImportExpression${allowed.map((name) => `:not([source.value="${name}"])`).join('')}${pattern}`, 'Modules are imported by import declarations, where the doors see them.'],
  ['TSImportEqualsDeclaration', 'Modules are imported by import declarations, where the doors see them.']
]
/** Of a module, these names only; types are free. */
const onlyNames = (module, allowed, message) => {
  const refused = allowed.length > 0 ? `:not([imported.name=/^(${allowed.join('|')})$/])` : ''
  const value = `ImportDeclaration[importKind!="type"][source.value="${module}"] >`
  return [
    [`${value} ImportSpecifier[importKind!="type"]${refused}`, message],
    [`${value} ImportDefaultSpecifier`, message],
    [`${value} ImportNamespaceSpecifier`, message],
    [`ExportNamedDeclaration[source.value="${module}"]`, message],
    [`ExportAllDeclaration[source.value="${module}"]`, message]
  ]
}

const inMain = ({ modules = [], electron = [], http = [], https = [], tls = [], dynamic = [], syntax = [] } = {}) => ({
  ...importing(
    ['node:crypto', 'node:path', 'node:util', 'node:timers/promises', 'zod', 'electron', ...modules],
    [['/renderer/', 'Main and renderer meet in shared.']],
    'HTTP goes through capgo/httpClient.ts, files through storage, the keychain through vault/keytarVault.ts; Gatehouse starts no other programs.'
  ),
  ...withoutGlobals(names([...network, 'require', 'module'], 'HTTP goes through electron/main/capgo/httpClient.ts, modules through import declarations.'), globalObject),
  ...refusing(
    noSync,
    dynamicImports(dynamic),
    onlyNames('electron', electron, 'Each power of Electron has one door: ipc/register.ts, window/*.ts, index.ts, answers.ts.'),
    onlyNames('node:http', http, 'HTTP goes through axios; a way through a proxy is opened by capgo/tunnel.ts.'),
    onlyNames('node:https', https, 'HTTP goes through axios; a way through a proxy is opened by capgo/tunnel.ts.'),
    // Which functions Node’s module has depends on its version, so its one user asks the module itself for them.
    tls.length > 0 ? [] : onlyNames('node:tls', [], 'Whom to trust is decided in services/network/trust.ts.'),
    [
      [':not(MemberExpression):not(ImportDefaultSpecifier) > Identifier[name="tls"]', 'Members of tls are used one by one, so that the list of allowed ones holds.'],
      [`MemberExpression[object.name="tls"][property.name!=/^(${tls.join('|')})$/], MemberExpression[object.name="tls"][computed=true]`, 'Whom to trust is decided in services/network/trust.ts.']
    ],
    onlyNames('node:stream', [], 'Only its types.'),
    [
      ['MemberExpression[property.name="fetch"], MemberExpression[property.value="fetch"]', 'HTTP goes through electron/main/capgo/httpClient.ts.'],
      ['MemberExpression[object.name="net"][property.name!="isOnline"]', 'Of Electron’s net only isOnline is used.'],
      ['MemberExpression[property.name=/^(getBuiltinModule|dlopen|binding|_linkedBinding)$/]', 'Modules are imported by import declarations, where the doors see them.']
    ],
    syntax
  )
})

const pageModules = ['vue', 'vue-i18n', 'vue-router', 'pinia', 'naive-ui', 'zod', '@lucide/vue', '@tanstack/vue-virtual', '@fontsource-variable/inter', 'uplot', 'uplot/dist/uPlot.min.css', 'uqr']
/** Dialogs of the page's own are read when they open; the architecture test sees these imports like every other. */
const dialogsOnDemand = ':not([source.value=/^[.][.]?[/].*Dialog[.]vue$/])'
const inPage = ({ without = [], patterns = [], bridge = false, dynamic = [] } = {}) => ({
  ...importing(
    pageModules.filter((name) => !without.includes(name)),
    [['(^|/)electron(/|$)', 'The page reaches main through renderer/desktop/client.ts only.'], ...patterns],
    'The page imports what draws it; it reaches main through renderer/desktop/client.ts only.'
  ),
  ...withoutGlobals(
    names([...network, 'Worker', 'SharedWorker', 'BroadcastChannel'], 'The network is main’s.'),
    names(['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'], 'State that lasts is kept by main.'),
    names(['open'], 'Links go through links.open.'),
    bridge ? [] : names(['gatehouse'], 'Only renderer/desktop/client.ts reads the bridge.'),
    globalObject
  ),
  ...refusing(
    dynamicImports(dynamic, dialogsOnDemand),
    onlyNames('naive-ui', ['[A-Za-z]+'], 'Import components by name.'),
    [
      ['MemberExpression[object.type="MetaProperty"][property.name=/^glob/]', 'Modules are imported by import declarations, where the doors see them.'],
      ['MemberExpression[object.name="navigator"][property.name=/^(sendBeacon|serviceWorker|clipboard|storage)$/]', 'The network, the clipboard and what lasts are main’s.'],
      ['MemberExpression[object.name="document"][property.name=/^(cookie|write|writeln|domain|defaultView)$/]', 'State that lasts is kept by main; the page is drawn by Vue.']
    ],
    bridge
      ? []
      : [
          [':not(MemberExpression) > Identifier[name="window"]', 'Members of window are used one by one, so that the list of refused ones holds.'],
          ['MemberExpression[object.name="window"][computed=true]', 'Only renderer/desktop/client.ts reads the bridge.']
        ]
  )
})

const pagesOnDemand = readdirSync(new URL('renderer/pages', import.meta.url)).map((name) => `./pages/${name}`)

const inTests = ({ alsoAllowed = [] } = {}) => {
  const bent = ['only', 'skip', 'todo', 'skipIf', 'runIf', 'fails', 'fixme', 'waitForTimeout'].filter((name) => !alsoAllowed.includes(name)).join('|')
  const message = 'No skipped, focused, excused or sleeping tests.'
  return refusing([
    [`MemberExpression[property.name=/^(${bent})$/]`, message],
    ['MemberExpression[object.name=/^(test|it)$/][property.name=/^(fail|slow)$/]', message],
    ['CallExpression[callee.name=/^(it|test|describe)$/] > ObjectExpression > Property[key.name=/^(only|skip|todo|fails|retry)$/]', message],
    ['MemberExpression[object.name="vi"][property.name=/^(mock|doMock|hoisted|setConfig)$/]', 'Fakes stand at interfaces; no module is replaced.']
  ])
}

// TypeScript is to see of a component what the linter will hand it, its script, from the beginning: if the two differ,
// each of the components has all types of the program worked out anew, which took ten times as long.
const readWhole = typescript.sys.readFile
typescript.sys.readFile = (path, encoding) => {
  const text = readWhole(path, encoding)
  const scripts = path.endsWith('.vue') ? [...(text?.matchAll(/<script\b[^>]*>([^]*?)<\/script>/gu) ?? [])] : []
  return scripts.length === 1 ? scripts[0][1] : text
}

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
      // What people read is in the locale files.
      'vue/no-bare-strings-in-template': ['error', { allowlist: ['(', ')', '–', '·', '→', '…', ':', '%', '+', '✓', '/', ',', ';', '.', 'age -d -o keys.txt gatehouse.age'], attributes: { '/.+/': ['title', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'aria-placeholder', 'label', 'description', 'what'], input: ['placeholder'], img: ['alt'] } }],
      'vue/no-static-inline-styles': 'error'
    }
  },
  // A rule that a comment can switch off is advice.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' }, rules: { 'no-eval': 'error', 'no-new-func': 'error' } },
  // shared: pure, zod only.
  {
    files: ['shared/**/*.ts'],
    rules: {
      ...importing(['zod'], [['/(electron|renderer)/', 'shared knows neither side.']], 'shared imports zod and itself only.'),
      ...withoutGlobals(names([...network, 'process', 'require', 'window', 'document', 'navigator', 'localStorage', 'sessionStorage'], 'shared is pure.'), globalObject),
      ...refusing(noSync, dynamicImports([]))
    }
  },
  // The main process, and its doors. Files are open in storage, in appProtocol (reads the built page) and in the sandbox.
  { files: ['electron/main/**/*.ts'], languageOptions: { globals: globals.node }, rules: inMain() },
  { files: ['electron/main/index.ts'], rules: inMain({ electron: ['app', 'protocol', 'screen', 'session'] }) },
  { files: ['electron/main/answers.ts'], rules: inMain({ electron: ['app', 'net', 'session'] }) },
  { files: ['electron/main/backgroundAnswers.ts'], rules: inMain({ electron: ['app'] }) },
  { files: ['electron/main/desktopAnswers.ts'], rules: inMain({ electron: ['app'] }) },
  { files: ['electron/main/embeddedServer.ts'], rules: inMain({ dynamic: ['./sandbox'] }) },
  { files: ['electron/main/capgo/httpClient.ts'], rules: inMain({ modules: ['axios', 'node:https'] }) },
  { files: ['electron/main/capgo/publicFile.ts'], rules: inMain({ modules: ['node:http', 'node:https'], http: ['request'], https: ['request'] }) },
  { files: ['electron/main/updates/readFeed.ts', 'electron/main/updates/packagedFeed.ts'], rules: inMain({ modules: ['js-yaml'] }) },
  { files: ['electron/main/updates/electronUpdater.ts'], rules: inMain({ modules: ['electron-updater'] }) },
  { files: ['electron/main/programAnswers.ts'], rules: inMain({ modules: ['node:os'], dynamic: ['./updates/electronUpdater'] }) },
  { files: ['electron/main/capgo/networkConditions.ts'], rules: inMain({ modules: ['node:tls'] }) },
  { files: ['electron/main/capgo/agents.ts'], rules: inMain({ modules: ['node:https', 'node:stream', 'node:tls'], https: ['Agent'] }) },
  {
    files: ['electron/main/capgo/tunnel.ts'],
    rules: inMain({ modules: ['node:http', 'node:https', 'node:stream', 'node:tls', 'socks'], http: ['request'], https: ['Agent', 'request'], syntax: onlyNames('socks', ['SocksClient'], 'Connections are opened through a proxy only.') })
  },
  { files: ['electron/main/capgo/serverProbe.ts'], rules: inMain({ modules: ['node:dns/promises', 'node:stream', 'node:tls'], tls: ['connect'], syntax: onlyNames('node:dns/promises', ['lookup'], 'Names are looked up as the system does it.') }) },
  { files: ['electron/main/helpAnswers.ts', 'electron/main/services/diagnostics/checkServer.ts'], rules: inMain({ modules: ['node:stream'] }) },
  { files: ['electron/main/capgo/dial.ts'], rules: inMain({ modules: ['node:net', 'node:stream'], syntax: onlyNames('node:net', ['connect'], 'A bare connection is opened for the sign-in window only.') }) },
  { files: ['electron/main/services/network/trust.ts'], rules: inMain({ modules: ['node:tls'], tls: ['createSecureContext', 'getCACertificates', 'rootCertificates'] }) },
  { files: ['electron/main/vault/keytarVault.ts'], rules: inMain({ modules: ['keytar'], dynamic: ['keytar'] }) },
  { files: ['electron/main/storage/**/*.ts'], rules: inMain({ modules: ['node:fs/promises'] }) },
  { files: ['electron/main/storage/ageFile.ts'], rules: inMain({ modules: ['@noble/ciphers/chacha.js', 'age-encryption'] }) },
  { files: ['electron/main/ipc/register.ts'], rules: inMain({ electron: ['ipcMain'] }) },
  { files: ['electron/main/window/appProtocol.ts'], rules: inMain({ modules: ['node:fs/promises'], syntax: onlyNames('node:fs/promises', ['readFile', 'realpath'], 'The page’s files are read only.') }) },
  { files: ['electron/main/window/openExternal.ts'], rules: inMain({ electron: ['shell'] }) },
  { files: ['electron/main/window/clipboard.ts'], rules: inMain({ electron: ['ClipboardItem', 'clipboard'] }) },
  { files: ['electron/main/window/saveFile.ts', 'electron/main/window/chooseFile.ts', 'electron/main/window/chooseFolder.ts', 'electron/main/window/askBeforeQuit.ts', 'electron/main/window/askAfterCrash.ts', 'electron/main/window/sayKeepsRunning.ts'], rules: inMain({ electron: ['dialog'] }) },
  { files: ['electron/main/window/mainWindow.ts'], rules: inMain({ electron: ['BrowserWindow'] }) },
  // A page that stands alone, printed in a window that nobody sees.
  { files: ['electron/main/window/printPdf.ts'], rules: inMain({ electron: ['BrowserWindow', 'session'] }) },
  { files: ['electron/main/window/consoleSignIn/consoleSignInWindow.ts'], rules: inMain({ electron: ['BrowserWindow', 'session'] }) },
  // It listens on loopback for the one window that shows the console's page, and reaches out through what it is given.
  { files: ['electron/main/window/consoleSignIn/signInProxy.ts'], rules: inMain({ modules: ['node:http', 'node:net', 'node:stream'], http: ['createServer'], syntax: [...onlyNames('node:net', [], 'What is reached is reached through the Dial that is given.')] }) },
  { files: ['electron/main/window/menu.ts'], rules: inMain({ electron: ['Menu'] }) },
  { files: ['electron/main/window/tray.ts'], rules: inMain({ electron: ['Menu', 'Tray', 'nativeImage'] }) },
  { files: ['electron/main/window/power.ts'], rules: inMain({ electron: ['powerMonitor'] }) },
  { files: ['electron/main/window/notification.ts'], rules: inMain({ electron: ['Notification'] }) },
  { files: ['electron/main/window/systemPrompt.ts'], rules: inMain({ electron: ['systemPreferences'] }) },
  { files: ['electron/main/window/theme.ts'], rules: inMain({ electron: ['nativeTheme'] }) },
  // The embedded server is a program of its own: it listens, asks nobody, and its command reads its options from a file.
  {
    files: ['electron/main/sandbox/**/*.ts'],
    rules: {
      ...importing(
        ['node:crypto', 'node:fs/promises', 'node:net', 'node:util', 'zod', 'hono', 'hono/cors', 'hono/request-id', 'hono/utils/http-status', '@hono/node-server', '@hono/node-server/utils/response'],
        [['/(vault|services|capgo|ipc|window|storage|log|settings)/', 'The sandbox is a program of its own.'], ['/renderer/', 'The sandbox is a program of its own.']],
        'The sandbox is a program of its own, and needs no more than its web server.'
      ),
      ...withoutGlobals(names([...network, 'require', 'module'], 'The sandbox asks nobody.'), globalObject),
      ...refusing(
        noSync,
        dynamicImports([]),
        onlyNames('node:net', [], 'The sandbox listens through its web server.'),
        onlyNames('node:fs/promises', ['readFile'], 'The sandbox keeps nothing; whoever starts it does.')
      )
    }
  },
  // The preload: Electron and the names of channels.
  {
    files: ['electron/preload/**/*.ts'],
    languageOptions: { globals: globals.browser },
    rules: {
      ...importing(['electron'], [['^(?!electron$|#shared/ipc/channels$)', 'The preload imports electron and #shared/ipc/channels only; schemas are checked in main.']], 'The preload imports electron and #shared/ipc/channels only.'),
      ...withoutGlobals(names([...network, 'require', 'process', 'localStorage', 'sessionStorage', 'indexedDB'], 'The preload passes messages on, and no more.'), globalObject),
      ...refusing(noSync, dynamicImports([]), onlyNames('electron', ['contextBridge', 'ipcRenderer'], 'The preload passes messages on, and no more.'))
    }
  },
  // The renderer: no Node, no Electron, one reader of the bridge.
  { files: ['renderer/**/*.ts', 'renderer/**/*.vue'], languageOptions: { globals: globals.browser }, rules: inPage() },
  { files: ['renderer/desktop/client.ts'], rules: inPage({ bridge: true }) },
  // What is loaded when it is needed: the page behind the first two imports, the pages, the languages.
  { files: ['renderer/main.ts'], rules: inPage({ dynamic: ['./start'] }) },
  { files: ['renderer/shell/CommandPalette.vue'], rules: inPage({ dynamic: ['./PaletteFinds.vue'] }) },
  { files: ['renderer/router.ts'], rules: inPage({ dynamic: pagesOnDemand }) },
  { files: ['renderer/text/loadMessages.ts'], rules: inPage({ dynamic: ['English', 'French'].flatMap((language) => [`#shared/text/first${language}`, `#shared/text/later${language}`]) }) },
  { files: ['renderer/shell/loadMirrored.ts'], rules: inPage({ dynamic: ['#shared/text/mirrored', '../theme/naiveMirrored'] }) },
  { files: ['renderer/stores/**/*.ts'], rules: inPage({ without: ['vue-router', 'naive-ui'], patterns: [['\\.vue$', 'Stores show nothing.']] }) },
  // Tests and commands run in Node and may print.
  {
    files: ['test/**/*.ts', 'test/**/*.mjs', '*.config.ts', '*.config.js'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    // Fakes of a test run in main and in the page, where some of them evaluate what they are sent.
    rules: { 'no-console': 'off', 'no-eval': 'off', 'no-new-func': 'off', ...inTests() }
  },
  // The recordings lie beside a checkout, not in it; a clone without them passes.
  { files: ['test/integration/sandbox/replay.spec.ts'], rules: inTests({ alsoAllowed: ['runIf'] }) },
  { files: ['**/*.mjs', '**/*.js', '**/*.cjs'], languageOptions: { globals: globals.node } }
)
