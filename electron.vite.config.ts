import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import vue from '@vitejs/plugin-vue'

const at = (path: string) => resolve(import.meta.dirname, path)

// Everything but Electron itself and the native keytar is bundled, so that the packed app carries no node_modules
// beside keytar and a reader of the bundle sees what runs.
const bundled = { externalizeDeps: false as const, rollupOptions: { external: ['electron', 'keytar'] } }

export default defineConfig({
  main: {
    build: {
      ...bundled,
      outDir: 'out/main',
      rollupOptions: {
        ...bundled.rollupOptions,
        // `sandboxCli` is the embedded Capgo server alone; it runs in plain Node and never imports Electron.
        input: { index: at('electron/main/index.ts'), sandboxCli: at('electron/main/sandbox/cli.ts') },
        output: { format: 'es' }
      }
    }
  },
  preload: {
    build: {
      ...bundled,
      outDir: 'out/preload',
      rollupOptions: {
        ...bundled.rollupOptions,
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
    plugins: [vue()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      assetsInlineLimit: 0,
      rollupOptions: { input: at('renderer/index.html') }
    }
  }
})
