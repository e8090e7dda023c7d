import { z } from 'zod'

export const zoomStepSchema = z.enum(['in', 'out', 'reset'])
export type ZoomStep = z.infer<typeof zoomStepSchema>
