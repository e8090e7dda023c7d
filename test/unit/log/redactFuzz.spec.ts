import { expect, it } from 'vitest'
import { redact } from '../../../electron/main/log/redact'
import { createRandom, type Random } from '../../support/random'

const alphabets = {
  hex: '0123456789abcdef',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  base64url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  base36: 'abcdefghijklmnopqrstuvwxyz0123456789',
  anything: 'abcXYZ019 !§$%&/()=?`´*+~#-_.:,;<>|éß漢字🙂\t'
}

const draw = (random: Random, alphabet: string, length: number) => Array.from({ length }, () => random.pick(Array.from(alphabet))).join('')

const shapes: ((random: Random) => string)[] = [
  (random) => [8, 4, 4, 4, 12].map((length) => draw(random, alphabets.hex, length)).join('-'),
  (random) => [8, 4, 4, 4, 12].map((length) => draw(random, alphabets.hex, length)).join('-').toUpperCase(),
  (random) => `eyJ${draw(random, alphabets.base64url, 20)}.${draw(random, alphabets.base64url, 60)}.${draw(random, alphabets.base64url, 43)}`,
  (random) => draw(random, alphabets.hex, random.between(32, 128)),
  (random) => draw(random, alphabets.base64, random.between(32, 88)),
  (random) => draw(random, alphabets.base64url, random.between(32, 64)),
  (random) => draw(random, alphabets.base32, random.between(16, 64)),
  (random) => draw(random, alphabets.base36, random.between(32, 64)),
  (random) => `Bearer ${draw(random, alphabets.base64url, random.between(8, 40))}9`
]

const surroundings: ((secret: string, random: Random) => unknown)[] = [
  (secret) => secret,
  (secret) => `the request with ${secret} failed`,
  (secret) => ({ note: { text: [secret] } }),
  (secret) => `https://api.example/v1/x?y=${encodeURIComponent(secret)}&limit=5`,
  (secret) => `https://api.example/v1/x#token=${secret}`,
  (secret) => `{"value":"${secret}"}`,
  (secret) => new Error(`failed: ${secret}`, { cause: new TypeError(secret) }),
  (secret) => ({ [secret]: true }),
  (secret) => `\u001b[31m${secret}\u001b[0m`,
  (secret) => `curl -H 'capgkey: ${secret}' https://x.example`
]

it('leaves no part of 20,000 generated credentials of known shapes', { timeout: 60_000 }, () => {
  const random = createRandom(20270312)
  for (let run = 0; run < 20_000; run += 1) {
    const secret = random.pick(shapes)(random)
    const value = random.pick(surroundings)(secret, random)
    const bare = secret.replace(/^Bearer /u, '')
    const text = JSON.stringify(redact(value))
    expect(text.includes(bare), `run ${run}: ${secret} in ${text}`).toBe(false)
    expect(text.includes(bare.slice(0, 16)) || text.includes(bare.slice(-16)), `run ${run}: a part of ${secret} in ${text}`).toBe(false)
  }
})

it('leaves nothing under a sensitive name, whatever the value, and never throws', { timeout: 60_000 }, () => {
  const random = createRandom(7)
  const names = ['password', 'x-api-key', 'capgkey', 'refresh_token', 'Authorization', 'secret', 'key', 'set-cookie']
  for (let run = 0; run < 10_000; run += 1) {
    const secret = `canary-${draw(random, alphabets.anything, random.between(1, 60))}`
    let value: unknown = { [random.pick(names)]: random.pick([secret, [secret], { deep: secret }, new Map([['a', secret]])]) }
    for (let level = random.between(0, 5); level > 0; level -= 1) value = random.pick([{ level: value }, [value], new Map([['level', value]]), new Error('x', { cause: value })])
    expect(JSON.stringify(redact(value)), `run ${run}`).not.toContain('canary')
  }
})

it('takes any text in time that grows with its length only', { timeout: 60_000 }, () => {
  const random = createRandom(11)
  const hostile = ['a'.repeat(50_000), '"'.repeat(50_000), '\\"'.repeat(25_000), 'a=b&'.repeat(12_000), 'a.'.repeat(25_000), 'A2 '.repeat(16_000), 'token '.repeat(8_000), '://'.repeat(16_000), '-----BEGIN A-----'.repeat(3_000)]
  for (const text of hostile) expect(JSON.stringify(redact(text)).length).toBeLessThan(20_000)
  for (let run = 0; run < 2_000; run += 1) expect(JSON.stringify(redact(draw(random, alphabets.anything, 200)))).toBeTypeOf('string')
})
