import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import vue from '@vitejs/plugin-vue'
import { collectIncludedPackages } from './resources/packaging/includedPackages'
import { trayIcons } from './resources/packaging/trayIcons.mjs'

/** What is built: the commit where it is known, of a workflow or of a checkout. */
function commitOf(): string | null {
  const named = process.env['GITHUB_SHA']
  if (named !== undefined && /^[0-9a-f]{40}$/u.test(named)) return named
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' })
  return status === 0 && /^[0-9a-f]{40,64}\n?$/u.test(stdout) ? stdout.trim() : null
}

const at = (path: string) => resolve(import.meta.dirname, path)

// Everything but Electron itself and the native keytar is bundled, so that the packed app carries no node_modules
// beside keytar and a reader of the bundle sees what runs.
const bundled = { externalizeDeps: false as const, rolldownOptions: { external: ['electron', 'keytar'] } }

/** What the packages consist of, for the list of licences and the bill of materials. */
const included = collectIncludedPackages(import.meta.dirname)

export default defineConfig({
  main: {
    plugins: [included('main'), trayIcons(import.meta.dirname)],
    define: { __GATEHOUSE_COMMIT__: JSON.stringify(commitOf()) },
    build: {
      ...bundled,
      outDir: 'out/main',
      rolldownOptions: {
        ...bundled.rolldownOptions,
        // `sandboxCli` is the embedded Capgo server alone; it runs in plain Node and never imports Electron.
        input: { index: at('electron/main/index.ts'), sandboxCli: at('electron/main/sandbox/cli.ts') },
        output: {
          format: 'es',
          // Neither entry may be where shared code ends up: importing `sandboxCli` runs it, and `index` loads the
          // embedded server only for those who open the demo organization.
          codeSplitting: {
            groups: [
              { name: 'schemas', test: /[\\/](shared|node_modules[\\/]zod)[\\/]/u, priority: 2 },
              { name: 'server', test: /[\\/]electron[\\/]main[\\/]sandbox[\\/](?!cli\.ts)/u, priority: 1 }
            ]
          }
        }
      }
    }
  },
  preload: {
    plugins: [included('preload')],
    build: {
      ...bundled,
      outDir: 'out/preload',
      rolldownOptions: {
        ...bundled.rolldownOptions,
        input: { index: at('electron/preload/index.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: at('renderer'),
    // Runtime-only messages: nothing is compiled with eval under the Content-Security-Policy.
    define: { __VUE_I18N_FULL_INSTALL__: false, __VUE_I18N_LEGACY_API__: false, __INTLIFY_JIT_COMPILATION__: true, __INTLIFY_DROP_MESSAGE_COMPILER__: false },
    plugins: [vue(), included('renderer')],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      assetsInlineLimit: 0,
      // The files lie on this disk: announcing them ahead is of no use, and would need <link> elements made at run time.
      modulePreload: false,
      rolldownOptions: { input: at('renderer/index.html') }
    }
  }
})
