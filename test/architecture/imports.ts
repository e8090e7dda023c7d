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

/** Every module name in import, export-from and import() of a file. */
export function specifiersOf(file: string): string[] {
  const text = read(file)
  const pattern = /(?:^|[\s;}])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\s)import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gmu
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}
