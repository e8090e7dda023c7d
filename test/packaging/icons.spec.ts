import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeIcons } from '../../resources/packaging/makeIcons.mjs'
import { drawTrayIcons } from '../../resources/packaging/trayIcons.mjs'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'icons-'))
  await makeIcons(folder)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** The colour in the middle of the ground's left edge, where both pictures have the ground, and of the corner, where neither has. */
async function look(png: Buffer, inset: number): Promise<{ ground: number[]; corner: number[] }> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number): number[] => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)]
  return { ground: at(Math.ceil(info.width * inset) + 1, info.height / 2), corner: at(0, 0) }
}

describe('the icons', () => {
  it('are pictures of the size in their name, for Linux', async () => {
    const names = (await readdir(join(folder, 'linux'))).sort()
    expect(names).toEqual(['128x128.png', '16x16.png', '24x24.png', '256x256.png', '32x32.png', '48x48.png', '512x512.png', '64x64.png'])
    for (const name of names) {
      const { width, height, format } = await sharp(join(folder, 'linux', name)).metadata()
      expect({ name: `${String(width)}x${String(height)}.png`, format }).toEqual({ name, format: 'png' })
    }
  })

  it('fill their square on Windows and Linux, and leave air around them on macOS', async () => {
    const filled = await look(await readFile(join(folder, 'linux', '512x512.png')), 0)
    const icns = await readFile(join(folder, 'icon.icns'))
    const airy = await look(icns.subarray(icns.indexOf('ic09') + 8), 100 / 1024)
    for (const { ground, corner } of [filled, airy]) {
      expect(ground[3]).toBe(255)
      expect(ground[2]).toBeGreaterThan(180)
      expect(corner[3]).toBe(0)
    }
    const outside = await sharp(icns.subarray(icns.indexOf('ic09') + 8)).extract({ left: 0, top: 0, width: 48, height: 512 }).ensureAlpha().raw().toBuffer()
    expect(outside.filter((_byte, index) => index % 4 === 3).every((alpha) => alpha === 0)).toBe(true)
  })

  it('are one file of every size for macOS, which ends where it says', async () => {
    const icns = await readFile(join(folder, 'icon.icns'))
    expect(icns.toString('ascii', 0, 4)).toBe('icns')
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    const sizes: Record<string, number | undefined> = {}
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      sizes[icns.toString('ascii', at, at + 4)] = (await sharp(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4))).metadata()).width
    }
    expect(sizes).toEqual({ icp4: 16, icp5: 32, ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic13: 256, ic09: 512, ic14: 512, ic10: 1024 })
  })

  it('are one file of every size for Windows, bitmaps upright and in the right colours', async () => {
    const ico = await readFile(join(folder, 'icon.ico'))
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, 8])
    const entries = Array.from({ length: 8 }, (_unused, index) => {
      const at = 6 + 16 * index
      return { size: ico[at] === 0 ? 256 : (ico[at] ?? 0), body: ico.subarray(ico.readUInt32LE(at + 12), ico.readUInt32LE(at + 12) + ico.readUInt32LE(at + 8)) }
    })
    expect(entries.map(({ size }) => size)).toEqual([16, 20, 24, 32, 40, 48, 64, 256])
    expect((await sharp(entries[7]?.body).metadata()).width).toBe(256)
    const { body = Buffer.alloc(0) } = entries[3] ?? {}
    expect([body.readUInt32LE(0), body.readInt32LE(4), body.readInt32LE(8), body.readUInt16LE(14)]).toEqual([40, 32, 64, 32])
    const drawn = await sharp(join(folder, 'linux', '32x32.png')).ensureAlpha().raw().toBuffer()
    const pixel = (x: number, y: number): number[] => [...body.subarray(40 + ((31 - y) * 32 + x) * 4, 40 + ((31 - y) * 32 + x) * 4 + 4)]
    for (const [x, y] of [[16, 2], [8, 20], [16, 30], [0, 0]] as const) {
      const [red, green, blue, alpha] = drawn.subarray((y * 32 + x) * 4, (y * 32 + x) * 4 + 4)
      expect(pixel(x, y)).toEqual([blue, green, red, alpha])
    }
  })
})

describe('the icons beside the clock', () => {
  const drawn = drawTrayIcons(resolve(import.meta.dirname, '../..'))
  const of = async (name: string): Promise<Buffer> => (await drawn).get(name) ?? Buffer.alloc(0)

  it('are of the size that their system takes', async () => {
    const sizes = await Promise.all(['trayTemplate.png', 'trayTemplate@2x.png', 'tray.png'].map(async (name) => (await sharp(await of(name)).metadata()).width))
    expect(sizes).toEqual([16, 32, 48])
    const ico = await of('tray.ico')
    expect(Array.from({ length: ico.readUInt16LE(4) }, (_unused, index) => ico[6 + 16 * index])).toEqual([16, 20, 24, 32, 40, 48])
  })

  it.each(['trayTemplate.png', 'trayTemplate@2x.png'])('are a shape alone on macOS, black on nothing: %s', async (name) => {
    const { data, info } = await sharp(await of(name)).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    const pixels = Array.from({ length: info.width * info.height }, (_unused, at) => [...data.subarray(at * 4, at * 4 + 4)])
    expect(pixels.filter(([red = 0, green = 0, blue = 0, alpha]) => alpha !== 0 && red + green + blue > 0)).toEqual([])
    const solid = pixels.filter(([, , , alpha]) => alpha === 255).length / pixels.length
    expect(solid).toBeGreaterThan(0.2)
    expect(solid).toBeLessThan(0.8)
  })
})
