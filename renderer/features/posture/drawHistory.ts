import UPlot, { type Options } from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { PostureDay } from '#shared/domain/postureHistory'

export interface HistoryColours {
  low: string
  high: string
  between: string
  twoFactor: string
  text: string
  grid: string
  font: string
}

/** The lines, told apart by their strokes too; in pixels, as a canvas and as SVG take them. */
export const strokes = { low: [], high: [6, 4], twoFactor: [2, 3] } as const

export interface HistoryDrawing {
  /** @param width in pixels */
  resize: (width: number) => void
  remove: () => void
}

const dayMs = 86_400_000
const height = 220
/** More points than this would hide the line. */
const mostPoints = 45
/** Days further apart than this are not joined: nobody knows what was between them. */
export const longestJoined = 7

/** Whether there is anything to draw on: a browser can be without canvas. */
export function canDraw(): boolean {
  return document.createElement('canvas').getContext('2d') !== null
}

/** Draws the days into an element. @param dateOf a day on the axis in words */
export function drawHistory(target: HTMLElement, { days, width, colours, dateOf }: { days: readonly PostureDay[]; width: number; colours: HistoryColours; dateOf: (date: Date) => string }): HistoryDrawing {
  const drawn = withGaps(days)
  const share = ({ members }: PostureDay): number | null => (members === null || members.total === 0 ? null : (100 * members.enabled) / members.total)
  // Of many days only those that stand alone, which no line would show.
  const points = { show: true, size: 5, filter: days.length <= mostPoints ? null : () => drawn.flatMap((day, index) => (day !== null && !drawn[index - 1] && !drawn[index + 1] ? [index] : [])) }
  const axis = { stroke: colours.text, font: colours.font, grid: { stroke: colours.grid, width: 1 }, ticks: { stroke: colours.grid, width: 1 } }
  const options: Options = {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => between(days.map(dayNumber)) },
      y: { range: [0, 100] }
    },
    axes: [
      { ...axis, space: 90, incrs: [1, 2, 3, 7, 14, 30, 61, 91, 182, 365], values: (_plot, numbers) => numbers.map((number) => dateOf(noonOf(number))) },
      { ...axis, size: 40, incrs: [20, 25, 50] }
    ],
    series: [
      {},
      // First, with the band under it, so that the band covers no line.
      { stroke: colours.high, width: 1.5, dash: [...strokes.high], points: { ...points, fill: colours.high } },
      { stroke: colours.low, width: 2, dash: [...strokes.low], points: { ...points, fill: colours.low } },
      { stroke: colours.twoFactor, width: 1.5, dash: [...strokes.twoFactor], points: { ...points, fill: colours.twoFactor } }
    ],
    bands: [{ series: [1, 2], fill: colours.between }]
  }
  const values = (of: (day: PostureDay) => number | null): (number | null)[] => drawn.map((day) => (day === null ? null : of(day)))
  const plot = new UPlot(options, [positions(drawn), values(({ score }) => score.high), values(({ score }) => score.low), values(share)], target)
  return { resize: (next) => plot.setSize({ width: next, height }), remove: () => plot.destroy() }
}

/** The days in their order, with null where too many are missing between two. */
export function withGaps(days: readonly PostureDay[]): (PostureDay | null)[] {
  return days.flatMap((day, index) => {
    const before = days[index - 1]
    return before !== undefined && dayNumber(day) - dayNumber(before) > longestJoined ? [null, day] : [day]
  })
}

/** Where each stands on the axis; a gap just behind the day before it. */
function positions(drawn: readonly (PostureDay | null)[]): number[] {
  let before = 0
  return drawn.map((day) => (before = day === null ? before + 0.5 : dayNumber(day)))
}

/** Days are counted and not timed, so that a change of the clocks moves none. */
function dayNumber({ day }: PostureDay): number {
  return Date.parse(day) / dayMs
}

/** Noon of that date here. */
function noonOf(number: number): Date {
  return new Date(`${new Date(number * dayMs).toISOString().slice(0, 10)}T12:00:00`)
}

/** With room beside the first and the last day, so that one alone stands in the middle. */
function between(moments: readonly number[]): [from: number, to: number] {
  const [from, to] = [Math.min(...moments), Math.max(...moments)]
  const room = Math.max(1, (to - from) * 0.02)
  return [from - room, to + room]
}
