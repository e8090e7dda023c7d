import { keychainService, type Keychain } from './keychain'
import { damagedItem } from './keychainFailure'

/** Windows keeps at most 2,560 bytes in one credential (CRED_MAX_CREDENTIAL_BLOB_SIZE); the others have no such limit. */
export function itemLimitOf(platform: NodeJS.Platform): number {
  return platform === 'win32' ? 2_500 : Number.POSITIVE_INFINITY
}

/** One value under one account, ASCII only; what exceeds the limit is kept in parts, behind a head that names them. */
export interface KeychainItem {
  write(value: string): Promise<void>
  /** `null` also when the keychain is locked. @throws AppError with `damaged` when parts are missing */
  read(): Promise<string | null>
  /** Whether anything was deleted. */
  remove(): Promise<boolean>
}

type PartSet = 'a' | 'b'
interface Head {
  set: PartSet
  count: number
}

export function createKeychainItem(keychain: Keychain, account: string, maxBytes: number): KeychainItem {
  const get = (name: string) => keychain.getPassword(keychainService, name)
  const set = (name: string, value: string) => keychain.setPassword(keychainService, name, value)
  const remove = (name: string) => keychain.deletePassword(keychainService, name)
  const partName = (partSet: PartSet, index: number) => `${account}/${partSet}${index}`

  async function removeParts(partSet: PartSet): Promise<boolean> {
    let index = 0
    while (await remove(partName(partSet, index))) index += 1
    return index > 0
  }

  return {
    async write(value) {
      const old = headOf(await get(account))
      if (value.length <= maxBytes) {
        await set(account, value)
        if (old) await removeParts(old.set)
        return
      }
      // The parts go beside those in use; the head switches over in one step, so that a crash leaves one or the other.
      const partSet: PartSet = old?.set === 'a' ? 'b' : 'a'
      await removeParts(partSet)
      const parts = split(value, maxBytes)
      for (const [index, part] of parts.entries()) await set(partName(partSet, index), part)
      await set(account, `parts:${partSet}:${parts.length}`)
      if (old) await removeParts(old.set)
    },

    async read() {
      const value = await get(account)
      const head = headOf(value)
      if (!head) return value
      let joined = ''
      for (let index = 0; index < head.count; index += 1) {
        const part = await get(partName(head.set, index))
        if (part === null) throw damagedItem('secret')
        joined += part
      }
      return joined
    },

    async remove() {
      const head = headOf(await get(account))
      // Parts first: without their head nobody would know of them. A crash may have left parts of either set.
      const parted = head !== null || Number.isFinite(maxBytes)
      const parts = parted ? [await removeParts('a'), await removeParts('b')] : []
      return [await remove(account), ...parts].some(Boolean)
    }
  }
}

function headOf(value: string | null): Head | null {
  const match = /^parts:([ab]):(\d{1,4})$/u.exec(value ?? '')
  return match ? { set: match[1] as PartSet, count: Number(match[2]) } : null
}

function split(value: string, size: number): string[] {
  return Array.from({ length: Math.ceil(value.length / size) }, (_, index) => value.slice(index * size, (index + 1) * size))
}
