import { createHash } from 'node:crypto'
import { demoPassword } from '#shared/domain/demoPerson'
import { encodeBase32 } from '../totp'
import { toTimestamp } from '../store/timestamps'
import { countedUuid, seededUuid } from './seededUuid'
import type { WorldUser } from './world'

export const DAY_MS = 86_400_000

const FIRST = ['Amara', 'Jonas', 'Mei', 'Tomás', 'Ingrid', 'Kwame', 'Priya', 'Luca', 'Fatima', 'Henrik', 'Sofia', 'Daniel', 'Yuki', 'Aisha', 'Pedro', 'Clara', 'Omar', 'Elif', 'Marek', 'Noor', 'Camille', 'Diego', 'Hana', 'Viktor', 'Leila', 'Samuel', 'Anja', 'Rafael', 'Zainab', 'Oliver', 'Chiara', 'Ravi', 'Freya', 'Mateo', 'Linh', 'Andrei', 'Naledi', 'Emil', 'Salma', 'Hugo', 'Ioana', 'Kofi']
const LAST = ['Okafor', 'Lindqvist', 'Chen', 'Herrera', 'Solberg', 'Mensah', 'Raman', 'Moretti', 'El Amrani', 'Dahl', 'Petrova', 'Weiss', 'Tanaka', 'Diallo', 'Almeida', 'Novak', 'Haddad', 'Yilmaz', 'Kowalski', 'van Dijk', 'Laurent', 'Fuentes', 'Sato', 'Ivanov', 'Karimi', 'Adeyemi', 'Keller', 'Costa', 'Bello', 'Whitfield', 'Ricci', 'Iyer', 'Madsen', 'Vargas', 'Nguyen', 'Popescu', 'Dube', 'Jansen', 'Mansour', 'Bergström', 'Marin', 'Boateng', 'Fischer']

export interface Person {
  user: WorldUser
  role: string
}

/** Positions in the list of members that have a part in the demonstration; all the others are filled by rule. */
export const CAST = { super_admin: 0, second_super_admin: 1, super_admin_without_2fa: 2, org_admin: 3, org_admin_without_2fa: 4, member: 8, member_without_2fa: 11 } as const
const castPositions = new Set<number>(Object.values(CAST))

function roleAt(position: number): string {
  if (position < 3) return 'org_super_admin'
  if (position < 7) return 'org_admin'
  return position === 7 ? 'org_billing_admin' : 'org_member'
}

/** Twelve of the first 42, the third super admin and two admins among them. */
function lacksTwoFactor(position: number): boolean {
  return position === 2 || (position > 2 && (position % 7 === 4 || position % 8 === 6))
}

function mailName(text: string): string {
  return text.normalize('NFD').replace(/[^A-Za-z ]/g, '').replace(/\s+/g, '').toLowerCase()
}

export function totpSecretOf(email: string): string {
  return encodeBase32(createHash('sha256').update(`second factor of ${email}`).digest().subarray(0, 20))
}

const NO_METADATA = {}
const BY_EMAIL = { provider: 'email', providers: ['email'] }

function account(id: string, first: string, last: string, email: string, created: string, hasTwoFactor: boolean): WorldUser {
  return {
    id, email, password: null, two_factor_verified: hasTwoFactor, first_name: first, last_name: last, image_url: '', country: null, user_metadata: NO_METADATA,
    app_metadata: BY_EMAIL, email_confirmed_at: created, created_at: created, updated_at: created
  }
}

/** The direct members of the sample organization; the first is the person who signs in. */
export function demoPeople(count: number, domain: string, nowMs: number): Person[] {
  const joined = Array.from({ length: 600 }, (_, day) => toTimestamp(nowMs - (700 - day) * DAY_MS))
  const firstMails = FIRST.map(mailName)
  const lastMails = LAST.map(mailName)
  return Array.from({ length: count }, (_, position) => {
    const round = Math.floor(position / FIRST.length)
    const first = position % FIRST.length
    const last = (first + round) % LAST.length
    // 42 first names and 43 last names meet again only after 1,806 people; from then on a number keeps addresses apart.
    const number = position < FIRST.length * LAST.length ? '' : String(Math.floor(position / (FIRST.length * LAST.length)) + 1)
    const email = `${firstMails[first]}.${lastMails[last]}${number}@${domain}`
    const hasTwoFactor = !lacksTwoFactor(position)
    const user = account(countedUuid(1, position), FIRST[first] ?? '', LAST[last] ?? '', email, joined[position % joined.length] ?? '', hasTwoFactor)
    if (castPositions.has(position)) Object.assign(user, { password: demoPassword() }, hasTwoFactor ? { totp_secret: totpSecretOf(email) } : {})
    return { role: roleAt(position), user }
  })
}

/** A few people of another organization. */
export function guests(organization: string, domain: string, names: readonly (readonly [string, string])[], nowMs: number): WorldUser[] {
  return names.map(([first, last], position) => {
    const created = toTimestamp(nowMs - (400 - position * 9) * DAY_MS)
    return account(seededUuid(`${organization} ${first} ${last}`), first, last, `${mailName(first)}.${mailName(last)}@${domain}`, created, position % 2 === 0)
  })
}
