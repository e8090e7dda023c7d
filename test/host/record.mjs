/**
 * What the host saw the app do, for tests to read: nothing here changes what the app experiences.
 * The trace of messages is kept only when a test is attached, because a long session would fill the memory.
 */
export function createRecord() {
  return {
    /** @type {{ direction: 'toMain' | 'toRenderer', kind: string, channel: string, text: string }[]} */
    ipc: [],
    traceIpc: false,
    /** @type {string[]} */
    openedLinks: [],
    /** @type {{ kind: string, options: unknown }[]} */
    dialogs: [],
    /** @type {Record<'save' | 'open' | 'message', unknown[]>} answers that tests queue for the next dialogs */
    dialogAnswers: { save: [], open: [], message: [] },
    /** @type {unknown[]} */
    notifications: [],
    /** @type {{ url: string, why: string }[]} */
    blockedRequests: [],
    /** @type {string[]} */
    protocolClients: [],
    /** @type {unknown[]} */
    popupMenus: [],
    /** @type {unknown[]} the icons that are there, in the order in which they were made */
    trays: [],
    noteIpc(direction, kind, channel, text) {
      if (this.traceIpc) this.ipc.push({ direction, kind, channel, text })
    }
  }
}
