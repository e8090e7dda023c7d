import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// A quarter of Node's default cost: sign-in stays in the tens of milliseconds on one core, which tests do hundreds of times.
const COST = 4096

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { N: cost }, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${COST}$${salt.toString('base64')}$${(await derive(password, salt, COST)).toString('base64')}`
}

/** Takes about as long for an account without password as for one with, so that accounts cannot be told apart by time. */
export async function isPasswordRight(password: string, hash: string | null): Promise<boolean> {
  const [, cost, salt, expected] = (hash ?? `scrypt$${COST}$AAAA$AAAA`).split('$')
  const actual = await derive(password, Buffer.from(salt ?? '', 'base64'), Number(cost))
  const wanted = Buffer.from(expected ?? '', 'base64')
  return hash !== null && wanted.length === actual.length && timingSafeEqual(wanted, actual)
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
