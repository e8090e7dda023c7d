import { z } from 'zod'
import type { Logger } from '../log/logger'
import { createJsonFile } from '../storage/jsonFile'
import { zoomSteps } from './zoom'

/** In the units of Electron's bounds: density-independent pixels over all displays. */
export const boundsSchema = z.strictObject({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })
export type Bounds = z.infer<typeof boundsSchema>

export const windowStateSchema = z.strictObject({
  /** Of the window when it is neither maximized nor minimized; null lets the system choose. */
  bounds: boundsSchema.nullable(),
  maximized: z.boolean(),
  zoom: z.number().min(zoomSteps[0]).max(zoomSteps[zoomSteps.length - 1] ?? 1)
})
export type WindowState = z.infer<typeof windowStateSchema>

export const smallestWindow = { width: 900, height: 600 }
export const firstWindowState: WindowState = { bounds: null, maximized: false, zoom: 1 }

export interface WindowStateRepository {
  /** Never fails: without a readable file the first state holds. */
  read(): Promise<WindowState>
  /** Saves after a pause without further changes. */
  remember(state: WindowState): void
  /** Saves now what waits for its pause; never fails. */
  flush(): Promise<void>
}

export interface WindowStateOptions {
  path: string
  log: Logger
  /** In milliseconds. */
  pause?: number
}

export function createWindowStateRepository({ path, log, pause = 500 }: WindowStateOptions): WindowStateRepository {
  const file = createJsonFile<WindowState>({
    path,
    version: 1,
    schema: windowStateSchema,
    migrations: {},
    empty: () => ({ ...firstWindowState }),
    onSetAside: ({ reason }) => log.warn('windowState.setAside', { reason })
  })
  let waiting: WindowState | null = null
  let timer: NodeJS.Timeout | undefined
  let saving: Promise<void> = Promise.resolve()

  function save(): void {
    clearTimeout(timer)
    if (!waiting) return
    const state = waiting
    waiting = null
    saving = saving.then(() => file.write(state)).catch((error: unknown) => log.warn('windowState.notSaved', { error }))
  }

  return {
    async read() {
      try {
        return (await file.read()).value
      } catch (error) {
        log.warn('windowState.unreadable', { error })
        return { ...firstWindowState }
      }
    },
    remember(state) {
      waiting = state
      clearTimeout(timer)
      timer = setTimeout(save, pause)
    },
    async flush() {
      save()
      await saving
    }
  }
}

/** How much of the title bar must be on a display, so that the window can be seen and moved. */
const graspable = { width: 120, height: 40 }

/**
 * The remembered bounds, fitted to the displays of today: not smaller than the smallest window, not larger than its
 * display unless that is smaller still, and with its title bar within reach; null where no display holds it any more.
 */
export function fitToDisplays(bounds: Bounds | null, workAreas: readonly Bounds[]): Bounds | null {
  if (!bounds) return null
  const area = workAreas.filter((candidate) => isWithinReach(bounds, candidate)).sort((one, other) => sharedWidth(bounds, other) - sharedWidth(bounds, one))[0]
  if (!area) return null
  const width = Math.max(Math.min(bounds.width, area.width), smallestWindow.width)
  const height = Math.max(Math.min(bounds.height, area.height), smallestWindow.height)
  const fitted = { x: bounds.x, y: bounds.y, width, height }
  return isWithinReach(fitted, area) ? fitted : null
}

function isWithinReach(bounds: Bounds, area: Bounds): boolean {
  const isVertically = bounds.y >= area.y && bounds.y + graspable.height <= area.y + area.height
  return isVertically && sharedWidth(bounds, area) >= graspable.width
}

function sharedWidth(one: Bounds, other: Bounds): number {
  return Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
}
