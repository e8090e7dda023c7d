import type { ZoomStep } from '#shared/domain/zoom'

/** Chromium's own steps, within what the layout bears. */
export const zoomSteps = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const

export function nextZoom(current: number, step: ZoomStep): number {
  if (step === 'reset') return 1
  // A little tolerance: Chromium gives back 1.1 as 1.1000000000000003.
  const further = zoomSteps.filter((zoom) => (step === 'in' ? zoom > current + 0.01 : zoom < current - 0.01))
  return (step === 'in' ? further[0] : further[further.length - 1]) ?? current
}
