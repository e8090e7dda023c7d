/**
 * The event object that Electron hands to listeners that may veto.
 *
 * @param {Record<string, unknown>} [fields]
 */
export function createEvent(fields = {}) {
  return {
    ...fields,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    }
  }
}
