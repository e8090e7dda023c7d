import { join } from 'node:path'
import { createDraftRepository } from '../../../../electron/main/reviews/draftRepository'
import { writeAtomically } from '../../../../electron/main/storage/atomicWrite'
import { signedFile } from '../../../support/reviewFileFixtures'
import { draftAt, draftKeys, numbered } from './draftAt'

// Keeps a draft and saves a review file, over and over, and says each number once both are stored.
const folder = process.argv[2] ?? ''
const drafts = createDraftRepository({ pathOf: (name) => join(folder, 'reviews', ...(name === undefined ? [] : [name])), keys: draftKeys })
let count = await drafts.read(draftAt(0).id).then(({ title }) => Number(title), () => 0)
for (;;) {
  count += 1
  await drafts.write(draftAt(count))
  await writeAtomically(join(folder, 'saved.gatehouse-review'), signedFile(numbered(count)))
  process.stdout.write(`${String(count)}\n`)
}
