import type { lock as english } from '../en/lock'

export const lock: typeof english = {}
