// Probed by Node, promises and test runners on any object; an error there would hide the real one.
const probed = new Set(['then', 'toJSON', 'asymmetricMatch', 'nodeType', '$$typeof', 'inspect', 'default', '_idlePrev', 'domain'])

/**
 * Makes an unknown property an error that names it, so that an API the host does not carry is never a silent `undefined`.
 *
 * @template {object} T
 * @param {string} name as the app would write it, e.g. `app`
 * @param {T} target
 * @returns {T}
 */
export function strict(name, target) {
  return new Proxy(target, {
    get(object, property, receiver) {
      if (typeof property === 'symbol' || property in object || probed.has(property)) return Reflect.get(object, property, receiver)
      throw notCarried(`${name}.${property}`)
    }
  })
}

/** Stands for a whole module of Electron that the host does not carry; importing it is fine, using it is not. */
export function absent(name) {
  const refuse = () => {
    throw notCarried(name)
  }
  return new Proxy(function () {}, {
    get(_target, property) {
      if (typeof property === 'symbol' || probed.has(property)) return undefined
      throw notCarried(`${name}.${property}`)
    },
    apply: refuse,
    construct: refuse
  })
}

export function notCarried(what) {
  return new Error(`The stand-in host does not carry Electron's ${what}. Add it under test/host/surface (see test/host/README.md).`)
}
