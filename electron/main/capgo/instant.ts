/**
 * A moment as the Capgo backend writes it, in epoch milliseconds. Three forms occur: `2026-11-20T18:29:41.314236+00:00`
 * (PostgREST), `2026-11-20T18:29:41.382Z` (`PUT /organization`) and `2026-11-20 18:29:41.26+00` (`POST /apikey`).
 * @returns null for anything else; a moment without a zone is not guessed.
 */
export function parseInstant(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d(?::?\d\d)?)$/u.exec(text)
  if (!match) return null
  const [, day = '', time = '', fraction = '', zone = ''] = match
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.replace(/^[+-]\d\d:?/u, '') || '00'}`
  const moment = Date.parse(`${day}T${time}${fraction.slice(0, 4)}${offset}`)
  return Number.isNaN(moment) ? null : moment
}
