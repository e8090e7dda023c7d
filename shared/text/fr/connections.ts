import type { connections as english } from '../en/connections'

export const connections: typeof english = {
  title: 'Connexions'
}
