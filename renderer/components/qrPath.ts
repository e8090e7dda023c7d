import { encode } from 'uqr'

export interface QrPath {
  /** Modules on a side, the quiet zone included. */
  size: number
  /** An SVG path of the dark modules, one unit each. */
  path: string
}

/** What ISO/IEC 18004 asks for around the code, in modules. */
const quietZone = 4

/** A QR code that survives a smudge or a reflection on the screen (level M), drawn as one path: rows of dark modules, run by run. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: quietZone })
  const runs = data.flatMap((row, y) => Array.from(row.map((dark) => (dark ? '1' : '0')).join('').matchAll(/1+/gu), (run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`))
  return { size, path: runs.join('') }
}
