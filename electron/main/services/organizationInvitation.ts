import { AppError, asAppError } from '#shared/errors/appError'
import type { AcceptanceOutcome, OrganizationSummary } from '#shared/domain/organization'
import { acceptInvitation, listOrganizations } from '../capgo/endpoints/organizations'
import type { Journal } from '../journal/journal'
import type { ActiveConnection } from './connection/connectionService'
import { journalled } from './journalled'
import { fateOf, lookTwice, notApplied, outcomeUnknown } from './lostAnswer'

/** What the list says of the organization now; `unread` where it could not be read whole. */
type Found = 'member' | 'invited' | 'absent' | 'unread'

/**
 * Accepts the person's invitation: journalled, sent once, never repeated, and read back through their list of organizations.
 * @param secondLookMs milliseconds before the second look after a lost answer; a request still on its way has then had time to land
 * @throws AppError `credentialCannot` (an API key; nothing was sent), `notFound` (no invitation is open, `NO_INVITE`),
 * `forbidden` (its role is gone or its inviter may not give it; the server's word is kept), `notApplied` (nothing reached
 * the server), `storageFailed` (the journal could not be written, nothing was sent), `outcomeUnknown` (the answer was lost and the list does not show a member), `conflict` (read back differs)
 */
export async function acceptOwnInvitation(active: ActiveConnection, journal: Pick<Journal, 'begin'>, organizationId: string, secondLookMs = 2000): Promise<{ outcome: AcceptanceOutcome }> {
  if (active.connection.credential.kind !== 'session') {
    throw new AppError({ code: 'credentialCannot', message: 'An invitation is accepted by the person, signed in with a session; an API key cannot.', retryable: false })
  }
  // Its name is not known here without asking; who reads the journal finds it by the id.
  const change = { kind: 'invitationAccepted', connection: active.connection, organization: { id: organizationId, name: '' } } as const
  return journalled(journal, change, () => carryOut(active, organizationId, secondLookMs), ({ outcome }) => ({ word: words[outcome] }))
}

const words = { accepted: 'applied', alreadyMember: 'alreadySo', confirmedByReading: 'confirmedByReading', confirmedUnread: 'confirmedUnread' } as const

async function carryOut(active: ActiveConnection, organizationId: string, secondLookMs: number): Promise<{ outcome: AcceptanceOutcome }> {
  const answer = await send(active, organizationId, secondLookMs)
  if (answer === 'confirmedByReading') return { outcome: answer }
  const found = await look(active, organizationId)
  if (answer.word === 'OK') {
    if (found === 'member') return { outcome: 'accepted' }
    if (found === 'unread') return { outcome: 'confirmedUnread' }
    throw new AppError({ code: 'conflict', message: 'The server confirmed that the invitation is accepted, but the list does not show it.', retryable: false, details: { foundState: 'readBackDiffers' } })
  }
  if (answer.word === 'NO_INVITE' && found === 'member') return { outcome: 'alreadyMember' }
  throw refused(answer.word)
}

/**
 * @returns the server's word, or that a lost answer was confirmed by the list
 * @throws AppError as `acceptOwnInvitation`
 */
async function send(active: ActiveConnection, organizationId: string, secondLookMs: number): Promise<{ word: string } | 'confirmedByReading'> {
  try {
    return { word: await acceptInvitation(active.requester, organizationId) }
  } catch (thrown) {
    const error = asAppError(thrown)
    // Whatever came from further than this computer has the id of its request.
    if (fateOf(error) === 'notSent' || error.data.requestId === undefined) throw notApplied(error)
    // What the function raises is its refusal (Capgo backend: the inviter may no longer give the role).
    if (error.data.details?.backendCode === 'P0001') throw new AppError({ ...error.data, code: 'forbidden' })
    if (fateOf(error) === 'refused') throw error
    const found = await lookTwice(() => look(active, organizationId), (one) => one === 'member', secondLookMs)
    if (found === 'member') return 'confirmedByReading'
    throw outcomeUnknown(error, 'The answer was lost, and whether the invitation is accepted is not known.', found === 'unread' ? 'unreadable' : 'unchangedSoFar')
  }
}

function refused(word: string): AppError {
  const gone = word === 'NO_INVITE'
  return new AppError({
    code: gone ? 'notFound' : 'forbidden',
    message: gone ? 'No invitation is open.' : `The server did not accept the invitation: ${word}.`,
    retryable: false,
    details: { backendCode: word }
  })
}

async function look({ requester, signal }: ActiveConnection, organizationId: string): Promise<Found> {
  try {
    const { rows, completeness } = await listOrganizations(requester, signal)
    const found = rows.find(({ id }) => id === organizationId)
    if (found) return memberOrInvited(found)
    return completeness.state === 'complete' ? 'absent' : 'unread'
  } catch {
    return 'unread'
  }
}

function memberOrInvited({ invited }: OrganizationSummary): Found {
  return invited ? 'invited' : 'member'
}
