import { join } from 'node:path'
import { createSnapshotRepository } from '../../../electron/main/reviews/snapshotRepository'
import { snapshotOf } from '../../support/snapshotFixtures'

// Writes and renames one snapshot for as long as it is let, and says each name once it is stored.
const [folder = '', key = '', id = ''] = process.argv.slice(2)
const repository = createSnapshotRepository({
  pathOf: (name) => join(folder, ...(name === undefined ? [] : [name])),
  keys: { storage: () => Promise.resolve('keychain'), read: () => Promise.resolve({ found: key }), save: () => Promise.reject(new Error('There is one.')) }
})
const padding = Array.from({ length: 500 }, (_, row) => ({ understood: false as const, id: `${String(row)} ${'x'.repeat(400)}` }))

for (let count = 1; ; count += 1) {
  const snapshot = snapshotOf({ id, name: `Take ${String(count)}`, audit: { known: true, value: { rows: padding, total: 500 } } })
  if (count % 3 === 0) await repository.rename(id, snapshot.name)
  else await repository.write(snapshot)
  process.stdout.write(`${String(count)}\n`)
}
