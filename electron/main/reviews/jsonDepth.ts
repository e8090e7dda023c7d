/**
 * Whether objects and lists lie deeper in each other than that, by the text alone: nothing is built of it, so that a file
 * cannot take this computer's memory. Of a text that is no JSON it says something, and the parser the rest.
 */
export function isDeeperThan(text: string, most: number): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (inText) {
      if (sign === backslash) at += 1
      else if (sign === quote) inText = false
    } else if (sign === quote) inText = true
    else if (sign === openObject || sign === openList) {
      depth += 1
      if (depth > most) return true
    } else if (sign === closeObject || sign === closeList) depth -= 1
  }
  return false
}

const [quote, backslash, openObject, closeObject, openList, closeList] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d]
