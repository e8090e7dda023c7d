import tls, { type SecureContext } from 'node:tls'
import type { Logger } from '../../log/logger'

export interface Trust {
  /** Built when it is first asked for, and kept until it is refreshed. */
  context(): Promise<SecureContext>
  /** What the person added has changed. */
  refresh(): void
}

export interface TrustDeps {
  log: Logger
  platform: string
  /** Where a Linux system that says so keeps its certificates (`SSL_CERT_FILE`). */
  namedBundle: string | undefined
  readFile(path: string, maxBytes: number): Promise<Buffer | 'tooLarge' | null>
  /** The person's own, as PEM. */
  extra(): Promise<readonly string[]>
}

declare module 'node:tls' {
  /** Since Node 22.15, so later than the types that are used here. */
  const getCACertificates: ((kind: 'system') => string[]) | undefined
}

/** Where the distributions of Linux keep the system's certificates in one file: Debian, Fedora, SUSE, Alpine. */
const bundles = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/ca-bundle.pem', '/etc/ssl/cert.pem']
const mostBundleBytes = 16 * 1024 * 1024

/**
 * Whom to trust: the authorities that come with Node, those of the system, and those the person added. There is no way to
 * accept a certificate that none of them vouches for.
 */
export function createTrust(deps: TrustDeps): Trust {
  let ofSystem: Promise<string[]> | null = null
  let context: Promise<SecureContext> | null = null

  const build = async (): Promise<SecureContext> => {
    ofSystem ??= systemCertificates(deps)
    const [system, extra] = await Promise.all([ofSystem, readExtra(deps)])
    // The same authority comes from several places, broken into lines in other ways.
    const all = new Map([...tls.rootCertificates, ...system, ...extra].map((pem) => [pem.replaceAll(/\s/gu, ''), pem]))
    deps.log.info('network.trust', { bundled: tls.rootCertificates.length, system: system.length, extra: extra.length, all: all.size })
    return tls.createSecureContext({ ca: [...all.values()], minVersion: 'TLSv1.2' })
  }

  return {
    context() {
      context ??= build().catch((thrown: unknown) => {
        context = null
        throw thrown
      })
      return context
    },
    refresh: () => {
      context = null
    }
  }
}

/** Without them fewer servers are trusted, never more. */
async function readExtra({ extra, log }: TrustDeps): Promise<readonly string[]> {
  try {
    return await extra()
  } catch (thrown) {
    log.warn('network.extraUnreadable', { cause: thrown })
    return []
  }
}

/**
 * Asked of Node where it can be asked (22.15 and newer, and so Electron): the keychain of macOS, the store of Windows. On
 * Linux its idea of the place is not everywhere the distribution's, so the usual files are read, too.
 */
async function systemCertificates({ log, platform, namedBundle, readFile }: TrustDeps): Promise<string[]> {
  const found = new Set<string>(askNode(log))
  if (platform !== 'linux') return [...found]
  for (const path of [...(namedBundle ? [namedBundle] : []), ...bundles]) {
    const content = await readFile(path, mostBundleBytes).catch(() => null)
    if (content === null || content === 'tooLarge') continue
    for (const [pem] of content.toString('latin1').matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu)) found.add(pem)
    break
  }
  return [...found]
}

function askNode(log: Logger): string[] {
  try {
    return tls.getCACertificates?.('system').map((pem) => pem.trim()) ?? []
  } catch (thrown) {
    log.warn('network.systemUnreadable', { cause: thrown })
    return []
  }
}
