import { describe, expect, it } from 'vitest'
import { read, sourceFiles } from './imports'

/** Opening tags of a template that come and go together with the words they are to say. */
const comeWithTheirWords = (text: string): string[] => (text.match(/<[a-z]\w*\s[^<]*?>/gu) ?? []).filter((tag) => /\brole="status"/u.test(tag) && /\bv-(?:if|else-if|else)\b/u.test(tag))

describe('live regions', () => {
  it('are there before what they say: some screen readers miss a region that comes with its words', () => {
    const templates = sourceFiles('renderer').filter((file) => file.endsWith('.vue'))
    expect(templates.length).toBeGreaterThan(200)
    // Of these the words are there all the while the region is, and only what changes in them is to be said.
    const whileItIsThere = ['renderer/features/apiKeys/form/KeyEditor.vue', 'renderer/shell/StartingScreen.vue']
    expect(templates.filter((file) => comeWithTheirWords(read(file)).length > 0)).toEqual(whileItIsThere)
  })

  it('are found in whatever order the attributes stand', () => {
    expect(comeWithTheirWords('<p v-if="a" class="x" role="status">')).toHaveLength(1)
    expect(comeWithTheirWords('<p\n  role="status"\n  v-else\n>')).toHaveLength(1)
    expect(comeWithTheirWords('<div role="status"><p v-if="a"></p></div>')).toEqual([])
  })
})
