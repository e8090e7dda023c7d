import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../../..')

export interface Document {
  /** From the top of the repository, with slashes. */
  readonly path: string
  readonly folder: string
  readonly text: string
  /** Without what is set as code, where nothing is a link and nothing is bold. */
  readonly prose: string
}

export function readDocument(path: string): Document {
  const text = readFileSync(join(root, path), 'utf8')
  const prose = text
    .replace(/^```[\s\S]*?^```$/gmu, '')
    .replace(/^ {4}.*$/gmu, '')
    .replace(/`[^`\n]*`/gu, '')
  return { path, folder: dirname(join(root, path)), text, prose }
}

const leftOut = new Set(['node_modules', 'out', 'dist', '.git', 'test-results'])

/** Every document of the repository. */
export function everyDocument(folder = root): Document[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (leftOut.has(entry.name)) return []
    if (entry.isDirectory()) return everyDocument(join(folder, entry.name))
    return entry.isFile() && entry.name.endsWith('.md') ? [readDocument(relative(root, join(folder, entry.name)).replaceAll('\\', '/'))] : []
  })
}

/** What people read who use Gatehouse or bring it out; there bold is a label of the window and nothing else. */
export const guides = (): Document[] => ['README.md', ...readdirSync(join(root, 'resources/guides')).map((name) => `resources/guides/${name}`)].map(readDocument)

/** The headings of a document as GitHub makes anchors of them. */
export const anchorsOf = ({ text }: Document): string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gmu, '').matchAll(/^#{1,6} (.+)$/gmu)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
  )

export interface Link {
  readonly target: string
  readonly anchor: string
}

/** Links and pictures that stay in the repository. */
export const linksOf = ({ prose }: Document): Link[] =>
  [...prose.matchAll(/\]\(([^)\s]+)\)|<img[^>]*\ssrc="([^"]+)"/gu)]
    .map(([, link, picture]) => link ?? picture ?? '')
    .filter((address) => !/^[a-z]+:/iu.test(address))
    .map((address) => {
      const [target = '', anchor = ''] = address.split('#')
      return { target, anchor }
    })
