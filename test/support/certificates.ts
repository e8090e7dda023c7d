import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** DER: tag, length, content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const objectId = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const bits = (content: Buffer, unused = 0) => der(0x03, Buffer.from([unused]), content)

const ids = {
  commonName: '550403',
  organization: '55040a',
  basicConstraints: '551d13',
  keyUsage: '551d0f',
  extendedKeyUsage: '551d25',
  alternativeNames: '551d11',
  server: '2b06010505070301',
  client: '2b06010505070302',
  ecdsa: { sha256: '2a8648ce3d040302', sha1: '2a8648ce3d0401' },
  rsa: { sha256: '2a864886f70d01010b', sha1: '2a864886f70d010105' }
}

export interface Issued {
  /** PEM */
  cert: string
  der: Buffer
  key: KeyObject
  /** PEM, as a server takes it. */
  keyPem: string
  distinguishedName: Buffer
}

export interface Wanted {
  name: string
  organization?: string
  /** Who vouches for it; itself when left out. */
  issuer?: Issued
  authority?: boolean
  /** Without it an authority may sign certificates and a server may not. */
  maySign?: boolean
  hosts?: string[]
  /** IPv4 */
  addresses?: string[]
  from?: Date
  to?: Date
  hash?: 'sha256' | 'sha1'
  /** What it may be used for; anything when left out. */
  purpose?: 'server' | 'client'
  rsaBits?: number
}

const day = 86_400_000

/** A certificate made anew each time, so that no key lies in the repository. */
export function issue(wanted: Wanted): Issued {
  const authority = wanted.authority ?? false
  const { publicKey, privateKey } = wanted.rsaBits === undefined ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: wanted.rsaBits })
  const hash = wanted.hash ?? 'sha256'
  const signer = wanted.issuer?.key ?? privateKey
  const algorithm = signer.asymmetricKeyType === 'rsa' ? sequence(objectId(ids.rsa[hash]), der(0x05)) : sequence(objectId(ids.ecdsa[hash]))
  const distinguishedName = sequence(...(wanted.organization === undefined ? [] : [attribute(ids.organization, wanted.organization)]), attribute(ids.commonName, wanted.name))
  const names = [
    ...(wanted.hosts ?? []).map((host) => der(0x82, Buffer.from(host))),
    ...(wanted.addresses ?? []).map((address) => der(0x87, Buffer.from(address.split('.').map(Number))))
  ]
  const extensions = sequence(
    extension(ids.basicConstraints, sequence(...(authority ? [der(0x01, Buffer.from([0xff]))] : []))),
    extension(ids.keyUsage, (wanted.maySign ?? authority) ? bits(Buffer.from([0x06]), 1) : bits(Buffer.from([0x80]), 7)),
    ...(wanted.purpose ? [extension(ids.extendedKeyUsage, sequence(objectId(ids[wanted.purpose])))] : []),
    ...(names.length > 0 ? [extension(ids.alternativeNames, sequence(...names))] : [])
  )
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    wanted.issuer?.distinguishedName ?? distinguishedName,
    sequence(moment(wanted.from ?? new Date(Date.now() - day)), moment(wanted.to ?? new Date(Date.now() + 365 * day))),
    distinguishedName,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions)
  )
  const whole = sequence(signed, algorithm, bits(sign(hash, signed, signer)))
  const lines = whole.toString('base64').match(/.{1,64}/gu) ?? []
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    der: whole,
    key: privateKey,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    distinguishedName
  }
}

function attribute(id: string, value: string): Buffer {
  return der(0x31, sequence(objectId(id), der(0x0c, Buffer.from(value))))
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(objectId(id), der(0x01, Buffer.from([0xff])), der(0x04, value))
}

function moment(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replaceAll(/[-:T]/gu, '')}Z`))
}
