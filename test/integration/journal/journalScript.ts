import { createJournal } from '../../../electron/main/journal/journal'
import { createLineFile } from '../../../electron/main/storage/lineFile'
import { createTextFile } from '../../../electron/main/storage/textFile'
import { change } from '../../support/journalSetUp'
import { quietLog } from '../../support/quietLog'

// Begins and ends changes for as long as it is let, several at once, and says each step once it is promised to be on the
// disk. The key is a file here, for the keychain outlives a kill as well.
const folder = process.argv[2] ?? ''
const key = createTextFile(`${folder}/key.json`)
const journal = createJournal({
  file: createLineFile({ path: `${folder}/journal.jsonl` }),
  checkpoint: createTextFile(`${folder}/journal.checkpoint.json`),
  keys: {
    storage: () => Promise.resolve('keychain'),
    read: async () => ({ found: JSON.parse((await key.read()) ?? 'null') as never }),
    save: (kept) => key.write(JSON.stringify(kept))
  },
  log: quietLog(),
  now: Date.now
})

async function work(): Promise<never> {
  for (;;) {
    const entry = await journal.begin(change({ changes: [{ field: 'note', before: null, after: 'lorem ipsum '.repeat(30) }] }))
    process.stdout.write(`begun ${entry.id}\n`)
    await entry.outcome({ word: 'applied' })
    process.stdout.write(`ended ${entry.id}\n`)
  }
}

await Promise.all([work(), work(), work()])
