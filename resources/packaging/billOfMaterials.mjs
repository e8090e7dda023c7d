// The bill of materials (CycloneDX): npm knows every package that is installed; what is delivered is kept, by the list that the
// build makes (out/licences/licences.json).
import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '../..')

/** What npm found out about the installation and not about the package. */
const aboutTheInstallation = ['cdx:npm:package:path', 'cdx:npm:package:development', 'cdx:npm:package:extraneous']

/**
 * @param {string} folder is made
 * @returns {Promise<string>} the file's path
 */
export async function writeBillOfMaterials(folder) {
  const [whole, included, { version }] = await Promise.all([installed(), readJson('out', 'licences', 'licences.json'), readJson('package.json')])
  await mkdir(folder, { recursive: true })
  const path = join(folder, `gatehouse-${version}-${process.platform}-${process.arch}.cdx.json`)
  await writeFile(path, `${JSON.stringify(keepIncluded(whole, included), null, 2)}\n`)
  return path
}

const readJson = async (...path) => JSON.parse(await readFile(join(root, ...path), 'utf8'))

async function installed() {
  const { stdout } = await promisify(execFile)('npm', ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'], { cwd: root, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' })
  return JSON.parse(stdout)
}

/**
 * @param {object} whole as npm writes it
 * @param {readonly { name: string, version: string }[]} included
 */
export function keepIncluded(whole, included) {
  const wanted = new Map(included.map((one) => [`${one.name}@${one.version}`, one]))
  const found = new Map()
  for (const component of whole.components) {
    const name = component.group ? `${component.group}/${component.name}` : component.name
    const one = wanted.get(`${name}@${component.version}`)
    // One version may be installed in several places; it is delivered once.
    if (one !== undefined && !found.has(`${name}@${component.version}`)) found.set(`${name}@${component.version}`, describe(component))
  }
  const unknown = [...wanted.keys()].filter((name) => !found.has(name))
  if (unknown.length > 0) throw new Error(`npm does not know what is delivered: ${unknown.join(', ')}. Run npm ci.`)
  const components = [...found.values()]
  const kept = new Set([whole.metadata.component['bom-ref'], ...components.map((component) => component['bom-ref'])])
  const dependencies = whole.dependencies.filter(({ ref }) => kept.has(ref)).map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }))
  return { ...whole, metadata: { ...whole.metadata, component: describe(whole.metadata.component) }, components, dependencies }
}

function describe(component) {
  const described = { ...component, properties: (component.properties ?? []).filter(({ name }) => !aboutTheInstallation.includes(name)) }
  if (described.properties.length === 0) delete described.properties
  // npm calls optional what was needed for building only; it is delivered, so it is required.
  if (described.scope !== undefined) described.scope = 'required'
  return described
}
