// Runs on Node's module-loader thread: every `import 'electron'` of the app meets the stand-in.
const standIn = new URL('./electronModule.mjs', import.meta.url).href
const names = new Set(['electron', 'electron/main', 'electron/common'])

export async function resolve(specifier, context, nextResolve) {
  if (names.has(specifier)) return { url: standIn, format: 'module', shortCircuit: true }
  return nextResolve(specifier, context)
}
