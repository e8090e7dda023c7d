import type { AppErrorData } from '#shared/errors/appError'
import type { OrganizationAccess } from '#shared/domain/organizationAccess'
import { gatehouseActions, judgeAction, type GatehouseAction, type Reason, type WayOut } from '#shared/rules/actionAccess'

/** Actions that the same thing stands against. */
export interface ClosedActions {
  because: Reason
  wayOut: WayOut
  actions: GatehouseAction[]
}

export interface Offers {
  open: GatehouseAction[]
  closed: ClosedActions[]
  /** By why it is not known. */
  unknown: { why: AppErrorData; actions: GatehouseAction[] }[]
}

/** All actions, sorted by what the server would do: a reason is said once, with everything it stands against. */
export function offersOf(access: OrganizationAccess): Offers {
  const offers: Offers = { open: [], closed: [], unknown: [] }
  for (const action of gatehouseActions) {
    const offer = judgeAction(action, access)
    if (offer.offered === true) offers.open.push(action)
    else if (offer.offered === 'unknown') joined(offers.unknown, ({ why }) => why.code === offer.why.code, { why: offer.why, actions: [] }).actions.push(action)
    else {
      const { because, wayOut } = offer
      joined(offers.closed, (one) => JSON.stringify(one.because) === JSON.stringify(because), { because, wayOut, actions: [] }).actions.push(action)
    }
  }
  return offers
}

function joined<T>(list: T[], same: (one: T) => boolean, fresh: T): T {
  const found = list.find(same)
  if (found !== undefined) return found
  list.push(fresh)
  return fresh
}

/** How much of a kind of action is open; `withoutSession`: all that an API key can ever do. */
export type Extent = 'all' | 'some' | 'none' | 'withoutSession'

const reading: readonly GatehouseAction[] = ['readMembers', 'readTwoFactorStatus', 'readPasswordStatus', 'readAudit', 'listOwnKeys', 'listOrganizationKeys']

/** The whole in two words, where all of it is known: how much can be read, and how much changed. */
export function extentsOf({ open, closed }: Offers): { reads: Extent; changes: Extent } {
  const extent = (concerns: (action: GatehouseAction) => boolean): Extent => {
    const offered = open.filter(concerns)
    if (offered.length === 0) return 'none'
    if (offered.length === gatehouseActions.filter(concerns).length) return 'all'
    const refused = closed.filter(({ actions }) => actions.some(concerns))
    return refused.every(({ because }) => because.kind === 'sessionOnly' || because.kind === 'keyWhileEnforced') ? 'withoutSession' : 'some'
  }
  return { reads: extent((action) => reading.includes(action)), changes: extent((action) => !reading.includes(action)) }
}
