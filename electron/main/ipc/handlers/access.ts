import type { Handlers } from '../listener'
import { notYet } from './notYet'

export function accessHandlers() {
  return {
    'organizationAccess.read': notYet
  } satisfies Partial<Handlers>
}
