import type { Store } from '../store/store'

export interface BundleCounts {
  non_encrypted_count: number
  wrong_key_count: number
  total_non_compliant: number
}

/** Bundles of an organization that are not encrypted as asked. @param requiredKey null: with whatever key */
export function countBundles(store: Store, orgId: string, requiredKey: string | null): BundleCounts {
  const bundles = store.apps.where('owner_org', orgId).flatMap(({ app_id }) => store.bundles.where('app_id', app_id))
  const plain = bundles.filter(({ encryption_key: key }) => key === null).length
  // The console stores 20 characters of a fingerprint, newer command lines 21: the shorter decides.
  const other = requiredKey === null ? 0 : bundles.filter(({ encryption_key: key }) => key !== null && key.slice(0, 20) !== requiredKey.slice(0, 20)).length
  return { non_encrypted_count: plain, wrong_key_count: other, total_non_compliant: plain + other }
}
