// The icons beside the clock, from resources/icon.svg. The build puts them beside the main bundle (electron.vite.config.ts).
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { packIco } from './ico.mjs'

/** Windows takes the size of its taskbar's scale; Linux's desktops make theirs of one. */
const icoSizes = [16, 20, 24, 32, 40, 48]
const linuxSize = 48
/** In points, of which a sharp screen of macOS has two pixels. */
const macSize = 16

const draw = (svg, size) => sharp(Buffer.from(svg), { density: Math.max(1, (144 * size) / 1024) }).resize(size, size)
const png = (svg, size) => draw(svg, size).png({ compressionLevel: 9 }).toBuffer()

/** macOS takes the shape alone and draws it in the colour of its menu bar: towers, wall and key in black, no ground. */
export function templateDrawing(svg) {
  const shape = svg
    .replace(/viewBox="[^"]+"/u, 'viewBox="228 228 568 568"')
    .replace(/\s*<rect [^>]*fill="url\(#ground\)"[^>]*\/>/u, '')
    .replaceAll(/fill="(?:url\(#wall\)|#ffffff)"/gu, 'fill="#000000"')
  if (shape.includes('url(#')) throw new Error('resources/icon.svg has a part that the icon of the menu bar does not know.')
  return shape
}

/**
 * @param {string} root the checkout
 * @returns {Promise<Map<string, Buffer>>} by file name
 */
export async function drawTrayIcons(root) {
  const svg = await readFile(join(root, 'resources', 'icon.svg'), 'utf8')
  const filling = svg.replace(/viewBox="[^"]+"/u, 'viewBox="100 100 824 824"')
  const shape = templateDrawing(svg)
  const pictures = await Promise.all(icoSizes.map(async (size) => ({ size, png: await png(filling, size), rgba: await draw(filling, size).ensureAlpha().raw().toBuffer() })))
  return new Map([
    ['trayTemplate.png', await png(shape, macSize)],
    ['trayTemplate@2x.png', await png(shape, 2 * macSize)],
    ['tray.ico', packIco(pictures)],
    ['tray.png', await png(filling, linuxSize)]
  ])
}

/**
 * For the build of main: the icons in its folder `tray`.
 * @param {string} root the checkout
 */
export function trayIcons(root) {
  return {
    name: 'gatehouse-tray-icons',
    async generateBundle() {
      for (const [name, source] of await drawTrayIcons(root)) this.emitFile({ type: 'asset', fileName: `tray/${name}`, source })
    }
  }
}
