import type { CredentialKind } from '#shared/domain/connection'
import { kinds, secretsOf, withoutCredential, type ConnectionRecord, type SecretRef } from './connectionRecord'
import type { Secret } from './openedCredential'

interface Entry {
  record: ConnectionRecord
  secrets: Map<CredentialKind, Secret>
}

/**
 * Connections and credentials that the file or the keychain refused: they work for this run, beside those that are kept.
 * A connection stands here as it is in this run, also where a part of it is kept.
 */
export function createUnkept() {
  const entries = new Map<string, Entry>()

  return {
    put(record: ConnectionRecord, secret: Secret): void {
      const secrets = entries.get(record.id)?.secrets ?? new Map<CredentialKind, Secret>()
      entries.set(record.id, { record, secrets: secrets.set(secret.kind, secret) })
    },

    /** The secret is renewed; the record stays as it is by now. */
    renew(id: string, secret: Secret): void {
      entries.get(id)?.secrets.set(secret.kind, secret)
    },

    /** Where the vault would have what is here. */
    refs: (): SecretRef[] => [...entries.values()].flatMap(({ record, secrets }) => secretsOf(record).filter(({ kind }) => secrets.has(kind))),

    secretOf: (id: string, kind: CredentialKind): Secret | null => entries.get(id)?.secrets.get(kind) ?? null,

    /** The records as they are in this run. */
    over(kept: readonly ConnectionRecord[]): ConnectionRecord[] {
      const only = [...entries.values()].map(({ record }) => record).filter(({ id }) => !kept.some((record) => record.id === id))
      const here = (record: ConnectionRecord): ConnectionRecord => {
        const entry = entries.get(record.id)
        return entry && entry.secrets.size > 0 ? entry.record : record
      }
      return [...kept.map(here), ...only]
    },

    /** The record as far as it may be written down: without a credential whose secret is here. */
    keepable(record: ConnectionRecord, kept: ConnectionRecord | undefined): ConnectionRecord {
      const here = kinds.filter((kind) => entries.get(record.id)?.secrets.has(kind))
      return here.reduce((rest, kind) => (kept?.[kind] ? { ...rest, [kind]: kept[kind] } : withoutCredential(rest, kind)), record)
    },

    update(id: string, change: (record: ConnectionRecord) => ConnectionRecord): void {
      const entry = entries.get(id)
      if (entry) entry.record = change(entry.record)
    },

    /** The credential is kept by now, or gone; what is left of the connection is in the file. */
    forget(id: string, kind: CredentialKind): void {
      const entry = entries.get(id)
      entry?.secrets.delete(kind)
      if (entry?.secrets.size === 0) entries.delete(id)
    },

    remove: (id: string): boolean => entries.delete(id),

    /** The connections stay, to be signed in to again. */
    dropSecrets(): void {
      for (const entry of entries.values()) {
        for (const kind of entry.secrets.keys()) entry.record = withoutCredential(entry.record, kind)
        entry.secrets.clear()
      }
    }
  }
}
