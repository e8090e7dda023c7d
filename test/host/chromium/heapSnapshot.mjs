import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

/** Writes what the page's process holds in memory, as `webContents.takeHeapSnapshot` does. */
export async function writeHeapSnapshot(cdp, path) {
  const file = createWriteStream(path)
  const write = ({ chunk }) => void file.write(chunk)
  cdp.on('HeapProfiler.addHeapSnapshotChunk', write)
  await cdp.send('HeapProfiler.enable')
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await cdp.send('HeapProfiler.disable')
  cdp.off('HeapProfiler.addHeapSnapshotChunk', write)
  file.end()
  await finished(file)
}
