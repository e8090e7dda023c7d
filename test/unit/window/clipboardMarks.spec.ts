import { describe, expect, it } from 'vitest'
import { writeMarked, type MarkedClipboard } from '../../../electron/main/window/clipboardMarks'

/** A clipboard that takes only some types, as a system or a version of Electron may. */
class Fake implements MarkedClipboard {
  payloads = new Map<string, string | Blob>()
  writes = 0
  constructor(readonly takes: (type: string) => boolean, readonly refuses = false) {}
  write(payloads: Record<string, string | Blob>): Promise<void> {
    this.writes++
    if (this.refuses) return Promise.reject(new Error('not supported'))
    this.payloads = new Map(Object.entries(payloads).filter(([type]) => this.takes(type)))
    return Promise.resolve()
  }
  writeText(text: string): Promise<void> {
    this.writes++
    this.payloads = new Map([['text/plain', text]])
    return Promise.resolve()
  }
  readText = (): Promise<string> => {
    const text = this.payloads.get('text/plain')
    return Promise.resolve(typeof text === 'string' ? text : '')
  }
  has = (type: string): Promise<boolean> => Promise.resolve(this.payloads.has(type))
}

const all = (): boolean => true
const format = (name: string): string => `electron application/osclipboard;format="${name}"`

describe('a secret in the clipboard', () => {
  it('has the marks of Windows beside it, written in one step: no history, no cloud, nobody who watches', async () => {
    const clipboard = new Fake(all)
    expect(await writeMarked(clipboard, 'secret', 'win32')).toEqual({ keptOutOfHistory: true })
    expect(clipboard.writes).toBe(1)
    expect(await clipboard.readText()).toBe('secret')
    const bytes = async (name: string) => [...new Uint8Array(await (clipboard.payloads.get(format(name)) as Blob).arrayBuffer())]
    expect(await bytes('CanIncludeInClipboardHistory')).toEqual([0, 0, 0, 0])
    expect(await bytes('CanUploadToCloudClipboard')).toEqual([0, 0, 0, 0])
    expect(clipboard.payloads.has(format('ExcludeClipboardContentFromMonitorProcessing'))).toBe(true)
  })

  it('is marked as concealed on macOS', async () => {
    const clipboard = new Fake(all)
    expect(await writeMarked(clipboard, 'secret', 'darwin')).toEqual({ keptOutOfHistory: true })
    expect([...clipboard.payloads.keys()]).toEqual(['text/plain', format('org.nspasteboard.ConcealedType')])
  })

  it('is marked for KDE on Linux, and not said to be kept out: nobody knows what else there is', async () => {
    const clipboard = new Fake(all)
    expect(await writeMarked(clipboard, 'secret', 'linux')).toEqual({ keptOutOfHistory: false })
    expect(clipboard.payloads.has(format('x-kde-passwordManagerHint'))).toBe(true)
  })

  it.each<[string, Fake]>([
    ['refuses the marks', new Fake(all, true)],
    ['takes the marks without the text', new Fake((type) => type !== 'text/plain')],
    ['drops the marks', new Fake((type) => type === 'text/plain')],
    ['drops one of them', new Fake((type) => type !== format('CanUploadToCloudClipboard'))]
  ])('is there and not said to be kept out when the clipboard %s', async (_case, clipboard) => {
    expect(await writeMarked(clipboard, 'secret', 'win32')).toEqual({ keptOutOfHistory: false })
    expect(await clipboard.readText()).toBe('secret')
  })

  it('is not said to be there when the clipboard takes nothing', async () => {
    class Deaf extends Fake {
      override writeText = (): Promise<void> => Promise.resolve()
    }
    await expect(writeMarked(new Deaf(all, true), 'secret', 'linux')).rejects.toMatchObject({ code: 'unexpected' })
  })
})
