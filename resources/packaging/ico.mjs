/**
 * A Windows icon. Sizes below 256 are bitmaps, which every reader of the format knows (resource editors and old shells do not
 * read small PNGs); 256 is a PNG, as Windows itself has it. https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 *
 * @param {readonly { size: number, png: Buffer, rgba: Buffer }[]} pictures square, rows from the top, four bytes a pixel
 * @returns {Buffer}
 */
export function packIco(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  const bodies = pictures.map(({ size, png, rgba }, index) => {
    const body = size < 256 ? bitmap(size, rgba) : png
    const at = 6 + 16 * index
    // 256 is written as 0.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(body.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += body.length
    return body
  })
  return Buffer.concat([head, ...bodies])
}

/** BITMAPINFOHEADER, colours from the bottom row up in BGRA, and the mask of old, which alpha makes unnecessary but no reader does without. */
function bitmap(size, rgba) {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0)
  header.writeInt32LE(size, 4)
  header.writeInt32LE(size * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  const colours = Buffer.alloc(size * size * 4)
  const maskRow = Math.ceil(size / 32) * 4
  const mask = Buffer.alloc(maskRow * size)
  header.writeUInt32LE(colours.length + mask.length, 20)
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [red, green, blue, alpha] = rgba.subarray((y * size + x) * 4, (y * size + x) * 4 + 4)
      const row = size - 1 - y
      colours.set([blue, green, red, alpha], (row * size + x) * 4)
      if (alpha === 0) mask[row * maskRow + (x >> 3)] |= 0x80 >> (x & 7)
    }
  }
  return Buffer.concat([header, colours, mask])
}
