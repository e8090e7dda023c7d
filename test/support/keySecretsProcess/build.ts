import { join } from 'node:path'
import { build } from 'vite'

/** Bundles the process as `child.mjs` into the folder. */
export async function buildKeySecretsProcess(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'child.ts'), outDir: folder, emptyOutDir: false, minify: false, rolldownOptions: { output: { entryFileNames: 'child.mjs' } } },
    // The keychain is in the test's process; the native module is never loaded.
    ssr: { noExternal: true, external: ['keytar'] }
  })
}
