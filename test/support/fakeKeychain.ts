import type { Keychain } from '../../electron/main/vault/keychain'

export type KeychainMood =
  | 'open'
  /** As gnome-keyring behaves: reads and deletes find nothing, writes are refused. */
  | 'locked'
  /** Every call is refused with this error. */
  | { error: Error }
  /** Calls never end. */
  | 'silent'

/** keytar's interface over a map, with the ways of failing that were seen on the real one. */
export class FakeKeychain implements Keychain {
  mood: KeychainMood = 'open'
  readonly items = new Map<string, string>()
  readonly calls: string[] = []
  /** Called before every call, to change the mood half way through an operation. */
  before: (call: string) => void = () => undefined

  getPassword(service: string, account: string): Promise<string | null> {
    return this.answer(`get ${account}`, () => (this.mood === 'locked' ? null : (this.items.get(`${service} ${account}`) ?? null)))
  }

  setPassword(service: string, account: string, password: string): Promise<void> {
    return this.answer(`set ${account}`, () => {
      if (this.mood === 'locked') throw new Error('Cannot create an item in a locked collection')
      if (password === '') throw new Error('Password is required.')
      this.items.set(`${service} ${account}`, password)
    })
  }

  deletePassword(service: string, account: string): Promise<boolean> {
    return this.answer(`delete ${account}`, () => (this.mood === 'locked' ? false : this.items.delete(`${service} ${account}`)))
  }

  private async answer<T>(call: string, work: () => T): Promise<T> {
    this.calls.push(call)
    this.before(call)
    await Promise.resolve()
    if (this.mood === 'silent') return new Promise<T>(() => undefined)
    if (typeof this.mood === 'object') throw this.mood.error
    return work()
  }
}
