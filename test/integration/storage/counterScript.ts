import { z } from 'zod'
import { createJsonFile } from '../../../electron/main/storage/jsonFile'

// Counts up in a file for as long as it is let, and says each number once it is stored. The padding makes a write long
// enough to be cut in the middle.
const counter = createJsonFile({
  path: process.argv[2] ?? '',
  version: 1,
  schema: z.strictObject({ count: z.int(), padding: z.string() }),
  migrations: {},
  empty: () => ({ count: 0, padding: 'x'.repeat(200_000) })
})

for (;;) {
  const { count } = await counter.update((value) => ({ ...value, count: value.count + 1 }))
  process.stdout.write(`${count}\n`)
}
