import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

/** What is delivered beside the bundles: keytar with its native part, which cannot be bundled, and Electron itself. */
const besideTheBundles = ['electron', 'keytar']

/** One package that is delivered, as the About page shows it. */
export interface IncludedPackage {
  name: string
  version: string
  /** SPDX expression, as its package.json states it. */
  licence: string
  /** Where it is looked after, when it says so. */
  homepage: string | null
  /** Its licence file and notice, or what its README says of it, word for word; empty where the package brings none. */
  text: string
  /** Which bundles it is in. */
  parts: string[]
}

/**
 * Collects, while the parts of the app are bundled one after the other, which packages have code, styles or fonts in them, and
 * writes `licences.json` and `licences.txt` into `folder` at the end of each. What was left out as unused is not listed: the list is what is delivered, not
 * what is installed.
 */
export function collectIncludedPackages(root: string, folder = join(root, 'out', 'licences')): (part: string) => Plugin {
  // By the package's folder: two versions of one package are two.
  const partsOf = new Map<string, Set<string>>(besideTheBundles.map((name) => [join(root, 'node_modules', name), new Set()]))
  return (part) => ({
    name: 'included-packages',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const files = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output.moduleIds : output.originalFileNames))
      // Styles and fonts end in no chunk of code.
      const styles = [...this.getModuleIds()].filter((id) => /\.css(\?|$)/u.test(id))
      for (const path of [...files, ...styles].flatMap((file) => packageFolder(resolve(this.environment.config.root, file)))) partsOf.set(path, (partsOf.get(path) ?? new Set()).add(part))
      await writeLicences(folder, partsOf)
    }
  })
}

function packageFolder(file: string): string[] {
  const [, folder] = /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/u.exec(file) ?? []
  return folder === undefined ? [] : [folder]
}

async function writeLicences(folder: string, partsOf: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
  const packages = await Promise.all([...partsOf].map(([path, parts]) => describePackage(path, [...parts].sort())))
  packages.sort((one, other) => (`${one.name}@${one.version}` < `${other.name}@${other.version}` ? -1 : 1))
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'licences.json'), `${JSON.stringify(packages, null, 2)}\n`)
  await writeFile(join(folder, 'licences.txt'), packages.map(asText).join(`\n${'─'.repeat(80)}\n\n`))
}

async function describePackage(folder: string, parts: string[]): Promise<IncludedPackage> {
  const { name, version, license, homepage } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { name: string; version: string; license?: string; homepage?: string }
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/iu.test(file)).sort()
  const texts = files.length > 0 ? await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8'))) : await licenceInReadme(folder)
  return { name, version, licence: license ?? '', homepage: homepage ?? null, text: texts.map((text) => text.trim()).join('\n\n'), parts }
}

/** Some older packages have their licence at the end of the README only. */
async function licenceInReadme(folder: string): Promise<string[]> {
  const readme = (await readdir(folder)).find((file) => /^readme/iu.test(file))
  const [, text] = readme === undefined ? [] : (/^#*\s*licen[cs]e\s*(?:[-=]{3,})?\n([\s\S]+)/imu.exec(await readFile(join(folder, readme), 'utf8')) ?? [])
  return text === undefined ? [] : [text]
}

const asText = ({ name, version, licence, homepage, text }: IncludedPackage): string =>
  [`${name} ${version} (${licence})`, ...(homepage === null ? [] : [homepage]), '', ...(text === '' ? [`Its package states the licence ${licence} and brings no text of it.`] : [text]), ''].join('\n')
