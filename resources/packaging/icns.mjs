/** What macOS calls a PNG of each size, in pixels; two names of one size stand for a point and for half a point. */
const kinds = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024]
]

export const icnsSizes = [...new Set(kinds.map(([, size]) => size))]

/**
 * A macOS icon: `icns`, its length, then each picture behind its name and length.
 *
 * @param {ReadonlyMap<number, Buffer>} pngs by size
 * @returns {Buffer}
 */
export function packIcns(pngs) {
  const entries = kinds.map(([name, size]) => [name, pngs.get(size)])
  const total = entries.reduce((sum, [, png]) => sum + 8 + png.length, 8)
  return Buffer.concat([heading('icns', total), ...entries.flatMap(([name, png]) => [heading(name, 8 + png.length), png])])
}

function heading(name, length) {
  const bytes = Buffer.alloc(8)
  bytes.write(name, 'ascii')
  bytes.writeUInt32BE(length, 4)
  return bytes
}
