// English as it would stand if its lines ran from right to left, a third longer: for whoever develops the window, to see what
// is laid out by left and right, what is too narrow, and what is said by no text of ours.

/** What says that it runs from right to left whatever is in it, and its end. */
const [overridden, end] = ['\u202E', '\u202C']
/** What is filled in keeps the direction that its own first letter gives it. */
const [isolated, isolateEnd] = ['\u2068', '\u2069']

const word = (letters: string): string => `${overridden}${letters.replaceAll(/[aeiou]/gu, '$&$&')}${end}`

/** One message: its words and arrows turned round, its places for what is filled in and its bars between the forms as they were. */
export function mirroredWords(message: string): string {
  return message
    .split(/(\{[^}]*\}|\|)/u)
    .map((part) => {
      if (part === '|') return part
      return part.startsWith('{') ? `${isolated}${part}${isolateEnd}` : part.replaceAll(/\p{L}+/gu, word).replaceAll('→', '←')
    })
    .join('')
}

/** All of them, in the shape in which they came. */
export function mirrored<Messages>(messages: Messages): Messages {
  if (typeof messages === 'string') return mirroredWords(messages) as Messages
  if (Array.isArray(messages)) return messages.map((one: unknown) => mirrored(one)) as Messages
  if (typeof messages !== 'object' || messages === null) return messages
  return Object.fromEntries(Object.entries(messages).map(([key, value]) => [key, mirrored<unknown>(value)])) as Messages
}
