import { compareVersions } from './versions'

export interface ReleaseNews {
  /** null: what is not released yet. */
  version: string | null
  /** As it is written: `2026-11-22`; null: not said. */
  date: string | null
  sections: readonly { title: string; items: readonly string[] }[]
}

/** A changelog in the form of Keep a Changelog, as plain text: the newest version first, as it is written. */
export function readChangelog(text: string): ReleaseNews[] {
  const releases: { version: string | null; date: string | null; sections: { title: string; items: string[] }[] }[] = []
  for (const line of text.split(/\r?\n/u)) {
    const sections = releases.at(-1)?.sections
    const [, heading] = /^## (.+)$/u.exec(line) ?? []
    const [, title] = /^### (.+)$/u.exec(line) ?? []
    const [, item] = /^[-*] (.+)$/u.exec(line) ?? []
    const [, more] = /^ {2,}(\S.*)$/u.exec(line) ?? []
    const items = sections?.at(-1)?.items
    if (heading !== undefined) {
      const [, version, date] = /^\[?(\d+\.\d+\.\d+[^\]\s]*)\]?(?:\s*[-–]\s*(\d{4}-\d{2}-\d{2}))?/u.exec(heading) ?? []
      releases.push({ version: version ?? null, date: date ?? null, sections: [] })
    } else if (title !== undefined) sections?.push({ title: plain(title), items: [] })
    else if (item !== undefined) items?.push(plain(item))
    else if (more !== undefined && items !== undefined && items.length > 0) items.push(`${items.pop() ?? ''} ${plain(more)}`)
  }
  return releases.filter(({ sections }) => sections.some(({ items }) => items.length > 0))
}

/** The words of a line, without the marks of Markdown. */
function plain(line: string): string {
  return line.replaceAll(/\[([^\]]+)\]\([^)]*\)/gu, '$1').replaceAll(/\*\*|`|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])/gu, '').trim()
}

/** What is newer than a version; null: everything. What is not released counts as this version. */
export function newsSince(releases: readonly ReleaseNews[], from: string | null): ReleaseNews[] {
  return releases.filter(({ version }) => version === null || from === null || (compareVersions(version, from) ?? 0) > 0)
}
