import { AppError, asAppError } from '#shared/errors/appError'
import type { OrganizationSummary } from '#shared/domain/organization'
import { passwordRequirements, policyAsFields, type PasswordPolicy } from '#shared/rules/passwordPolicy'
import { provePassword, putPassword, readOwnAccount } from '../../capgo/endpoints/account'
import { listOrganizations } from '../../capgo/endpoints/organizations'
import { journalled } from '../journalled'
import { fateOf, lookTwice, notApplied, outcomeUnknown } from '../lostAnswer'
import { ownSession, type AccountDeps, type OwnSession } from './ownSession'

/** The proof that an organization's password policy asks for, and a new password where the present one is too weak. */
export function createOwnPassword(deps: AccountDeps) {
  /** A change was sent whose answer was lost; the next proof that succeeds tells which password it is now. */
  let changeInDoubt = false

  const organizationOf = async ({ requester, signal }: OwnSession, organizationId: string): Promise<OrganizationSummary | undefined> =>
    (await listOrganizations(requester, signal)).rows.find(({ id }) => id === organizationId)

  /** The refusal of a weak password, with what the organization asks: the server's list is in English only. */
  const withPolicy = async (own: OwnSession, organizationId: string, error: AppError): Promise<AppError> => {
    const organization = await organizationOf(own, organizationId).catch(() => undefined)
    const policy = organization?.policies?.passwordPolicy
    if (!policy) return error
    return new AppError({ ...error.data, message: `The password does not meet the organization's policy: ${inWords(policy)}.`, fieldErrors: policyAsFields(policy) })
  }

  /** It works whether or not this computer can recognise it later: what cannot be kept is no failure of the change. */
  const remember = (password: string): Promise<void> =>
    deps.rememberPassword(password).catch((thrown: unknown) => deps.log.warn('account.passwordNotRemembered', { cause: thrown }))

  /** @returns that the server has the proof all the same */
  const afterFailure = async (own: OwnSession, organizationId: string, error: AppError): Promise<'confirmedByReading'> => {
    if (fateOf(error) === 'notSent') throw notApplied(error)
    if (fateOf(error) === 'refused') throw error.data.details?.backendCode === 'password_does_not_meet_policy' ? await withPolicy(own, organizationId, error) : error
    const proven = (organization: OrganizationSummary | undefined): boolean => organization !== undefined && !organization.blockedBy.includes('passwordPolicy')
    const found = await lookTwice(() => organizationOf(own, organizationId).then((organization) => ({ organization })), ({ organization }) => proven(organization), deps.secondLookMs)
    if (found !== null && proven(found.organization)) return 'confirmedByReading'
    throw outcomeUnknown(error, 'The answer was lost, and whether the server has the proof is not known.', found === null ? 'unreadable' : 'unchangedSoFar')
  }

  return {
    /**
     * Proves the present password for exactly the organization's present policy.
     * @throws AppError `policyViolation` with the policy in `fieldErrors`, `wrongPassword`, `forbidden`, `conflict` when there
     * is no policy any more, `rateLimited`, `storageFailed` (the journal could not be written, nothing was sent), `outcomeUnknown`
     */
    async provePassword({ organizationId, password }: { organizationId: string; password: string }): Promise<void> {
      const own = await ownSession(deps)
      const { email } = await readOwnAccount(own.requester, own.signal)
      const change = { kind: 'passwordProved', connection: own.connection, organization: { id: organizationId, name: '' } } as const
      const prove = () =>
        provePassword(own.requester, { email, password, organizationId }).then(
          async () => {
            if (changeInDoubt) await remember(password)
            changeInDoubt = false
            return 'applied' as const
          },
          (thrown: unknown) => afterFailure(own, organizationId, asAppError(thrown))
        )
      await journalled(deps.journal, change, prove, (word) => ({ word }))
    },

    /**
     * Gives the account a new password; the server ends the person's other sessions then, not this one (GoTrue).
     * @throws AppError `policyViolation` (`same_password`, `weak_password`), `forbidden` (`insufficient_aal`,
     * `reauthentication_needed`, `user_sso_managed`), `storageFailed` (as above), `outcomeUnknown`: nothing tells but the password itself
     */
    async changePassword({ password }: { password: string }): Promise<void> {
      const { requester, connection } = await ownSession(deps)
      // The demo signs its person in by itself, with the password that it knows.
      if (connection.demo) throw new AppError({ code: 'forbidden', message: 'The person of the demo keeps their password.', retryable: false, details: { foundState: 'demo' } })
      const put = () =>
        putPassword(requester, password).catch((thrown: unknown) => {
          const error = asAppError(thrown)
          if (fateOf(error) === 'notSent') throw notApplied(error)
          if (fateOf(error) === 'refused') throw error
          changeInDoubt = true
          throw outcomeUnknown(error, 'The answer was lost, and whether the password is the new one is not known.', 'unreadable')
        })
      await journalled(deps.journal, { kind: 'passwordChanged', connection, organization: null }, put, () => ({ word: 'applied' }))
      changeInDoubt = false
      await remember(password)
    }
  }
}

/** For the log and the copied details; people read it in their language, from `fieldErrors`. */
function inWords(policy: PasswordPolicy): string {
  const words = { uppercase: 'an uppercase letter', number: 'a number', special: 'a special character' }
  return passwordRequirements(policy).map((one) => (one.name === 'minLength' ? `at least ${one.count} characters` : words[one.name])).join(', ')
}
