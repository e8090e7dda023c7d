/**
 * The fields that stand more than once in one object, each as the names that lead to it. `JSON.parse` takes the last of them and
 * says nothing, so that a file may mean something else than whoever reads it believes.
 * @param json text that `JSON.parse` takes; of other text the answer says nothing
 */
export function repeatedFields(json: string): string[][] {
  const repeated: string[][] = []
  /** One for each object and list that is open; a list has no names. */
  const open: { names: Set<string> | null; name: string }[] = []
  for (const [token, text, colon] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/gsu)) {
    const inner = open.at(-1)
    if (token === '{' || token === '[') open.push({ names: token === '{' ? new Set() : null, name: '' })
    else if (token === '}' || token === ']') open.pop()
    else if (text !== undefined && colon !== undefined && inner?.names) {
      // The same name can be written in several ways.
      inner.name = String(JSON.parse(text))
      if (inner.names.has(inner.name)) repeated.push(open.filter(({ names }) => names !== null).map(({ name }) => name))
      inner.names.add(inner.name)
    }
  }
  return repeated
}
