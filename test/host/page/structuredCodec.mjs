/**
 * Turns what the structured-clone algorithm can carry into text and back: Electron's IPC clones, the debugging protocol
 * carries strings. Self-contained, because its source is also run inside the page's isolated world.
 *
 * Text begins with `j` (plain JSON, the fast path that large lists take) or `g` (a table of nodes that keeps types,
 * `undefined`, identity and cycles).
 */
export function createStructuredCodec() {
  const refusal = () => new Error('An object could not be cloned.')
  const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1)
  const errorNames = ['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError']
  const constants = [undefined, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0]
  const hole = -constants.length - 1

  const toBase64 = (bytes) => {
    let binary = ''
    for (let start = 0; start < bytes.length; start += 32768) binary += String.fromCharCode(...bytes.subarray(start, start + 32768))
    return btoa(binary)
  }
  const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))

  const isJson = (value, seen) => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
    if (typeof value !== 'object' || seen.has(value)) return false
    seen.add(value)
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) if (!isJson(value[index], seen)) return false
      return true
    }
    const prototype = Object.getPrototypeOf(value)
    if ((prototype !== null && Object.getPrototypeOf(prototype) !== null) || tagOf(value) !== 'Object') return false
    for (const key of Object.keys(value)) if (key === '__proto__' || key === 'toJSON' || !isJson(value[key], seen)) return false
    return true
  }

  const encodeGraph = (root) => {
    const nodes = []
    const known = new Map()
    const typed = (tag, value, refer) => {
      if (tag === 'Date') return ['D', value.getTime()]
      if (tag === 'RegExp') return ['R', value.source, value.flags]
      if (tag === 'Map') return ['M', ...[...value].flatMap(([key, item]) => [refer(key), refer(item)])]
      if (tag === 'Set') return ['S', ...[...value].map((item) => refer(item))]
      if (tag === 'Number' || tag === 'String' || tag === 'Boolean' || tag === 'BigInt') return ['P', refer(value.valueOf())]
      if (tag === 'ArrayBuffer') return ['B', toBase64(new Uint8Array(value))]
      if (ArrayBuffer.isView(value)) {
        const length = tag === 'DataView' ? value.byteLength : value.length
        return ['T', tag, refer(value.buffer), value.byteOffset, length]
      }
      if (tag === 'Error' || value instanceof Error) {
        return ['E', errorNames.includes(value.name) ? value.name : 'Error', String(value.message), refer(value.stack), 'cause' in value ? refer(value.cause) : hole]
      }
      if (tag === 'Array') {
        const node = ['A']
        for (let index = 0; index < value.length; index += 1) node.push(index in value ? refer(value[index]) : hole)
        return node
      }
      if (tag === 'Object') return ['O', ...Object.keys(value).flatMap((key) => [key, refer(value[key])])]
      throw refusal()
    }
    const refer = (value) => {
      const constant = constants.findIndex((candidate) => Object.is(candidate, value))
      if (constant >= 0) return -constant - 1
      if (known.has(value)) return known.get(value)
      const index = nodes.push(null) - 1
      known.set(value, index)
      if (typeof value === 'bigint') nodes[index] = ['N', String(value)]
      else if (typeof value === 'function' || typeof value === 'symbol') throw refusal()
      else nodes[index] = typeof value === 'object' && value !== null ? typed(tagOf(value), value, refer) : value
      return index
    }
    const start = refer(root)
    return JSON.stringify([start, nodes])
  }

  const decodeGraph = ([start, nodes]) => {
    const built = new Map()
    const build = (index) => {
      if (index < 0) return constants[-index - 1]
      if (built.has(index)) return built.get(index)
      const node = nodes[index]
      const keep = (value) => (built.set(index, value), value)
      if (!Array.isArray(node)) return keep(node)
      const [tag, ...parts] = node
      switch (tag) {
        case 'N':
          return keep(BigInt(parts[0]))
        case 'D':
          return keep(new Date(parts[0] ?? Number.NaN))
        case 'R':
          return keep(new RegExp(parts[0], parts[1]))
        case 'P':
          return keep(Object(build(parts[0])))
        case 'B':
          return keep(fromBase64(parts[0]).buffer)
        case 'T':
          return keep(new globalThis[parts[0]](build(parts[1]), parts[2], parts[3]))
        case 'E': {
          const error = keep(new globalThis[parts[0]](parts[1]))
          Object.defineProperty(error, 'stack', { value: build(parts[2]), writable: true, configurable: true })
          if (parts[3] !== hole) Object.defineProperty(error, 'cause', { value: build(parts[3]), writable: true, configurable: true })
          return error
        }
        case 'M': {
          const map = keep(new Map())
          for (let part = 0; part < parts.length; part += 2) map.set(build(parts[part]), build(parts[part + 1]))
          return map
        }
        case 'S': {
          const set = keep(new Set())
          for (const part of parts) set.add(build(part))
          return set
        }
        case 'A': {
          const array = keep(new Array(parts.length))
          parts.forEach((part, position) => {
            if (part !== hole) array[position] = build(part)
          })
          return array
        }
        default: {
          const object = keep({})
          for (let part = 0; part < parts.length; part += 2) {
            Object.defineProperty(object, parts[part], { value: build(parts[part + 1]), writable: true, enumerable: true, configurable: true })
          }
          return object
        }
      }
    }
    return build(start)
  }

  return {
    /** @throws {Error} "An object could not be cloned.", Electron's words for what cannot cross */
    encode: (value) => (isJson(value, new Set()) ? 'j' + JSON.stringify(value) : 'g' + encodeGraph(value)),
    decode: (text) => (text.startsWith('j') ? JSON.parse(text.slice(1)) : decodeGraph(JSON.parse(text.slice(1))))
  }
}
