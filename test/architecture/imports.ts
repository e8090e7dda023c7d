import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

/** Source files below a folder, relative to the repository, with forward slashes. */
export function sourceFiles(folder: string): string[] {
  const files: string[] = []
  const walk = (path: string): void => {
    for (const name of readdirSync(path)) {
      const full = join(path, name)
      if (statSync(full).isDirectory()) walk(full)
      else if (/\.(ts|vue|mjs|js|css|html)$/u.test(name) && !name.endsWith('.d.ts')) files.push(relative(root, full).split(sep).join('/'))
    }
  }
  walk(join(root, folder))
  return files.sort()
}

export const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** Project files that a file imports, statically, dynamically or for types only. */
export function importsOf(file: string, all: ReadonlySet<string>): string[] {
  const found: string[] = []
  for (const specifier of specifiersOf(file)) {
    const path = specifier.startsWith('#shared/') ? `shared/${specifier.slice('#shared/'.length)}` : specifier.startsWith('.') ? posix.join(dirname(file), specifier) : null
    if (path === null) continue
    const target = [path, `${path}.ts`, `${path}.vue`, `${path}/index.ts`].find((candidate) => all.has(candidate))
    if (target) found.push(target)
  }
  return found
}

/**
 * Every module name in import, export-from, import(), require() and import.meta.glob() of a file. What is not written out
 * is `(computed)`, which no list allows; a glob keeps its prefix `glob:`, for the same reason.
 */
export const specifiersOf = (file: string): string[] => specifiersIn(read(file))

export function specifiersIn(text: string): string[] {
  const declarations = /(?:^|[\s;}])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[\s;}])(?:import|export)\s*(?:\*|\{[^}]*\})\s*from\s*['"]([^'"]+)['"]|(?:^|[\s;}])import\s*['"]([^'"]+)['"]/gmu
  const declared = [...text.matchAll(declarations)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
  const calls = [...text.matchAll(/(?<![\w.$])(import|require|createRequire|import\.meta\.glob(?:Eager)?)\s*\(\s*(?:(['"`])([^'"`$]*)\2\s*[,)])?/gu)].map(([, kind = '', , name]) => {
    if (name === undefined || kind === 'createRequire') return '(computed)'
    return kind.includes('glob') ? `glob:${name}` : name
  })
  return [...declared, ...calls]
}
