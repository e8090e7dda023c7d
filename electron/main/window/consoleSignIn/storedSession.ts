import { z } from 'zod'

/** Tokens that a page's own client keeps; the server has still to be asked about them. */
export interface StoredTokens {
  accessToken: string
  refreshToken: string
  /** Seconds for which the access token is still accepted, as the page says; 0 when it does not. */
  expiresInSeconds: number
}

const items = z.array(z.tuple([z.string().max(200), z.string().max(100_000)])).max(50)
const stored = z.object({
  access_token: z.string().min(20).max(20_000).regex(/^[\w.-]+$/u),
  refresh_token: z.string().min(1).max(2000).regex(/^[\w.-]+$/u),
  /** Epoch seconds. */
  expires_at: z.number().optional()
})

/**
 * Reads, in the page, the items under which supabase-js keeps its session (`sb-<project>-auth-token`): the only thing that is
 * ever asked of the page.
 */
export const readItemsSource = `Object.entries(localStorage).filter(([name, value]) => /^sb-[\\w-]+-auth-token$/.test(name) && value.length < 100000).slice(0, 50)`

/** The first session among what the page answered; null when there is none. The page may answer anything. */
export function findStoredSession(answer: unknown, now: number): StoredTokens | null {
  const given = items.safeParse(answer)
  if (!given.success) return null
  for (const [name, text] of given.data) {
    if (!/^sb-[\w-]+-auth-token$/u.test(name)) continue
    const session = stored.safeParse(parse(text))
    if (!session.success) continue
    const { access_token: accessToken, refresh_token: refreshToken, expires_at: expiresAt } = session.data
    return { accessToken, refreshToken, expiresInSeconds: expiresAt === undefined ? 0 : Math.max(0, Math.round(expiresAt - now / 1000)) }
  }
  return null
}

/** supabase-js writes JSON, with some storages behind `base64-`. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('base64-') ? Buffer.from(text.slice(7), 'base64url').toString('utf8') : text)
  } catch {
    return null
  }
}
