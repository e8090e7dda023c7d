// Every icon of the packages, from resources/icon.svg into out/icons. None of them is committed.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { icnsSizes, packIcns } from './icns.mjs'
import { packIco } from './ico.mjs'

const root = resolve(import.meta.dirname, '../..')

const icoSizes = [16, 20, 24, 32, 40, 48, 64, 256]
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512]

/** macOS wants air around an icon, Windows and Linux none: there the view box is the ground. */
const tight = 'viewBox="100 100 824 824"'

const draw = (svg, size) => sharp(Buffer.from(svg), { density: Math.max(1, (144 * size) / 1024) }).resize(size, size)

async function picture(svg, size) {
  const [png, rgba] = await Promise.all([draw(svg, size).png({ compressionLevel: 9 }).toBuffer(), draw(svg, size).ensureAlpha().raw().toBuffer()])
  return { size, png, rgba }
}

/** @param {string} folder where `icon.icns`, `icon.ico` and `linux/<size>x<size>.png` are written */
export async function makeIcons(folder = join(root, 'out', 'icons')) {
  const airy = await readFile(join(root, 'resources', 'icon.svg'), 'utf8')
  const filling = airy.replace(/viewBox="[^"]+"/u, tight)
  if (filling === airy) throw new Error('resources/icon.svg has no view box.')
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'linux'), { recursive: true })

  const pngs = new Map()
  for (const size of icnsSizes) pngs.set(size, (await picture(airy, size)).png)
  await writeFile(join(folder, 'icon.icns'), packIcns(pngs))

  await writeFile(join(folder, 'icon.ico'), packIco(await Promise.all(icoSizes.map((size) => picture(filling, size)))))
  for (const size of linuxSizes) await writeFile(join(folder, 'linux', `${size}x${size}.png`), (await picture(filling, size)).png)
}
