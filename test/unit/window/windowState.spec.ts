import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWindowStateRepository, firstWindowState, fitToDisplays, type Bounds } from '../../../electron/main/window/windowState'
import { nextZoom, zoomSteps } from '../../../electron/main/window/zoom'
import { createRandom } from '../../support/random'
import { quietLog } from '../../support/quietLog'

const display: Bounds = { x: 0, y: 0, width: 1920, height: 1040 }
const second: Bounds = { x: 1920, y: -200, width: 1280, height: 1000 }
const at = (x: number, y: number, width = 1000, height = 700): Bounds => ({ x, y, width, height })

describe('fitting to the displays', () => {
  it('leaves alone what fits, on any display, and a window that reaches over an edge', () => {
    for (const bounds of [at(100, 100), at(1950, -150), at(-800, 100), at(1500, 900), at(1700, 50)]) {
      expect(fitToDisplays(bounds, [display, second])).toEqual(bounds)
    }
  })

  it('lets the system choose when the title bar would be out of reach', () => {
    for (const bounds of [at(1950, -150), at(-2000, 0), at(100, -300), at(100, 1030), at(-950, 0), at(50_000, 50_000)]) {
      expect(fitToDisplays(bounds, [display])).toBeNull()
    }
    expect(fitToDisplays(at(0, 0), [])).toBeNull()
    expect(fitToDisplays(null, [display])).toBeNull()
  })

  it('keeps to the smallest size and to the size of the display', () => {
    expect(fitToDisplays(at(10, 10, 200, 100), [display])).toEqual(at(10, 10, 900, 600))
    expect(fitToDisplays(at(0, 0, 9000, 9000), [display])).toEqual(at(0, 0, 1920, 1040))
    expect(fitToDisplays(at(0, 0, 1000, 700), [{ x: 0, y: 0, width: 800, height: 500 }])).toEqual(at(0, 0, 900, 600))
  })

  it('never gives bounds whose title bar cannot be grasped, for 50,000 sets of displays', { timeout: 60_000 }, () => {
    const random = createRandom(9)
    const draw = (): Bounds => ({ x: random.between(-4000, 4000), y: random.between(-4000, 4000), width: random.between(1, 6000), height: random.between(1, 4000) })
    for (let run = 0; run < 50_000; run += 1) {
      const displays = Array.from({ length: random.between(0, 3) }, draw)
      const fitted = fitToDisplays(draw(), displays)
      if (!fitted) continue
      expect(fitted.width).toBeGreaterThanOrEqual(900)
      expect(fitted.height).toBeGreaterThanOrEqual(600)
      const reachable = displays.some(
        (area) => Math.min(fitted.x + fitted.width, area.x + area.width) - Math.max(fitted.x, area.x) >= 120 && fitted.y >= area.y && fitted.y + 40 <= area.y + area.height
      )
      expect(reachable, JSON.stringify({ fitted, displays })).toBe(true)
    }
  })
})

describe('remembering', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'window-state-'))
    path = join(folder, 'window.json')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const repository = (pause = 60_000) => createWindowStateRepository({ path, log: quietLog(), pause })

  it('saves the last of many changes when it is told to, and once', async () => {
    const states = repository()
    expect(await states.read()).toEqual(firstWindowState)
    for (let x = 0; x < 100; x += 1) states.remember({ bounds: at(x, 0), maximized: false, zoom: 1.25 })
    expect(await readdir(folder)).toEqual([])
    await states.flush()
    await states.flush()
    expect(await repository().read()).toEqual({ bounds: at(99, 0), maximized: false, zoom: 1.25 })
  })

  it('reads the first state of what is damaged or cannot be read, and never fails', async () => {
    for (const text of ['{', '{"version":1,"data":{"bounds":{"x":0},"maximized":false,"zoom":1}}', '{"version":1,"data":{"bounds":null,"maximized":false,"zoom":50}}']) {
      await writeFile(path, text)
      expect(await repository().read()).toEqual(firstWindowState)
    }
    await rm(path, { force: true })
    await mkdir(path)
    const states = repository()
    expect(await states.read()).toEqual(firstWindowState)
    states.remember(firstWindowState)
    await states.flush()
  })
})

describe('zoom', () => {
  it('goes through every step, both ways, stops at the ends, and comes back', () => {
    let zoom: number = zoomSteps[0]
    const seen = [zoom]
    for (let step = 0; step < 15; step += 1) seen.push((zoom = nextZoom(zoom, 'in')))
    expect(new Set(seen)).toEqual(new Set(zoomSteps))
    for (let step = 0; step < 15; step += 1) zoom = nextZoom(zoom, 'out')
    expect(zoom).toBe(0.5)
    expect(nextZoom(1.1000000000000003, 'in')).toBe(1.25)
    expect(nextZoom(1.1000000000000003, 'out')).toBe(1)
    expect(nextZoom(1.75, 'reset')).toBe(1)
  })
})
