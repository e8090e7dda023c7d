import { computed, onBeforeUnmount, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { asAppError, type AppError } from '#shared/errors/appError'
import { policyFromFields, type PasswordPolicy } from '#shared/rules/passwordPolicy'
import { useAsyncTask } from '../../composables/useAsyncTask'
import { useDesktop } from '../../desktop/client'
import { useOrganizationsStore } from '../../stores/organizations'
import { isTooWeak, passwordProblem, type PasswordPhase, type PasswordProblem } from './passwordProblem'

/** `changed`: the new password is in place, or may be, and its proof is still to come. */
export type ProofStep = 'check' | 'renew' | 'changed' | 'done'

export interface PasswordFailure extends PasswordProblem {
  error: AppError
}

export interface PasswordProof {
  step: Ref<ProofStep>
  /** What the policy asks, as far as it is known; the refusal of a weak password tells it as well. */
  policy: ComputedRef<PasswordPolicy | null>
  running: Ref<boolean>
  failure: ShallowRef<PasswordFailure | null>
  /** The present password was right, and too weak. */
  weak: Ref<boolean>
  /** Whether the password was changed on the way. */
  renewed: Ref<boolean>
  prove: (password: string) => Promise<void>
  /** Changes the password, and proves the new one in the same go. */
  renew: (password: string) => Promise<void>
  proveNew: (password: string) => Promise<void>
  goTo: (step: 'check' | 'renew') => void
}

/** The proof of a password for one organization; what is typed stays with whoever calls. */
export function usePasswordProof(organizationId: () => string, known: () => PasswordPolicy | null): PasswordProof {
  const desktop = useDesktop()
  const organizations = useOrganizationsStore()
  const { running, run } = useAsyncTask()
  const step = ref<ProofStep>('check')
  const failure = shallowRef<PasswordFailure | null>(null)
  const told = shallowRef<PasswordPolicy | null>(null)
  const [weak, renewed] = [ref(false), ref(false)]
  let inDoubt = false
  let gone = false
  onBeforeUnmount(() => (gone = true))

  const policy = computed(() => told.value ?? known())

  function fail(error: AppError, phase: PasswordPhase): void {
    failure.value = { error, ...passwordProblem(error, phase, inDoubt) }
    if (error.data.details?.backendCode === 'no_policy') void organizations.load()
  }

  function askForStronger(error: AppError): void {
    told.value = policyFromFields(error.data.fieldErrors)
    weak.value = true
    step.value = 'renew'
  }

  /** Someone who has gone wants no more said; what they sent is done all the same. */
  async function provenWith(password: string): Promise<void> {
    await desktop.account.provePassword({ organizationId: organizationId(), password })
    inDoubt = false
    void organizations.load()
    if (!gone) step.value = 'done'
  }

  async function prove(password: string): Promise<void> {
    failure.value = null
    await run(async () => {
      try {
        await provenWith(password)
      } catch (thrown) {
        const error = asAppError(thrown)
        if (isTooWeak(error)) askForStronger(error)
        else fail(error, 'proving')
      }
    })
  }

  const provenAfterChange = async (password: string): Promise<void> => {
    try {
      await provenWith(password)
      renewed.value = true
    } catch (thrown) {
      const error = asAppError(thrown)
      // Taken for the account's own, and still too weak: somebody has made the policy stricter meanwhile.
      if (isTooWeak(error)) askForStronger(error)
      else {
        fail(error, 'provingNew')
        step.value = inDoubt && error.code === 'wrongPassword' ? 'renew' : 'changed'
      }
    }
  }

  async function renew(password: string): Promise<void> {
    failure.value = null
    await run(async () => {
      try {
        await desktop.account.changePassword({ password })
        inDoubt = false
      } catch (thrown) {
        const error = asAppError(thrown)
        if (error.code !== 'outcomeUnknown') {
          fail(error, 'changing')
          return
        }
        // Nothing tells whether it was changed but the new password itself.
        inDoubt = true
      }
      if (!gone) await provenAfterChange(password)
    })
  }

  async function proveNew(password: string): Promise<void> {
    failure.value = null
    await run(() => provenAfterChange(password))
  }

  function goTo(next: 'check' | 'renew'): void {
    failure.value = null
    weak.value = false
    step.value = next
  }

  return { step, policy, running, failure, weak, renewed, prove, renew, proveNew, goTo }
}
