import { computed, onBeforeUnmount, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { AppError, asAppError } from '#shared/errors/appError'
import type { TwoFactorEnrolment } from '#shared/domain/account'
import { useAsyncTask } from '../../composables/useAsyncTask'
import { useDesktop } from '../../desktop/client'
import { useAccountStore } from '../../stores/account'
import { enrolProblem, type EnrolmentPhase, type EnrolmentProblem } from './enrolProblem'

/** `raise`: 2FA is on, and this session lacks its code. `already`: nothing is left to do. */
export type EnrolmentStep = 'reading' | 'mail' | 'mailCode' | 'scan' | 'raise' | 'already' | 'done'

export interface EnrolmentFailure extends EnrolmentProblem {
  error: AppError
}

export interface Enrolment {
  step: Ref<EnrolmentStep>
  email: ComputedRef<string>
  running: Ref<boolean>
  /** What is under way, or was last. */
  phase: Ref<EnrolmentPhase>
  failure: ShallowRef<EnrolmentFailure | null>
  /** The secret, while it is to be scanned; nowhere else in the window. */
  secret: ShallowRef<TwoFactorEnrolment | null>
  /** Whether 2FA was turned on here, or only its code entered. */
  turnedOn: Ref<boolean>
  begin: () => Promise<void>
  sendCode: () => Promise<boolean>
  enrol: (emailCode: string) => Promise<void>
  confirm: (code: string) => Promise<void>
  /** Removes what was begun. True when nothing of it is left, and the dialog can close. */
  leave: () => Promise<boolean>
  removeLeftOver: () => Promise<void>
}

/** Turning on 2FA, step by step. Whoever goes away in the middle leaves nothing at the server that could count. */
export function useTwoFactorEnrolment(): Enrolment {
  const desktop = useDesktop()
  const store = useAccountStore()
  const { running, run } = useAsyncTask()
  const step = ref<EnrolmentStep>('reading')
  const phase = ref<EnrolmentPhase>('reading')
  const secret = shallowRef<TwoFactorEnrolment | null>(null)
  const failure = shallowRef<EnrolmentFailure | null>(null)
  const turnedOn = ref(false)
  const email = computed(() => store.security?.email ?? '')

  /** Does one thing at a time; what failed is said until the next is tried. */
  async function attempt(next: EnrolmentPhase, task: () => Promise<unknown>): Promise<boolean> {
    if (running.value) return false
    failure.value = null
    phase.value = next
    return run(() =>
      task().catch((thrown: unknown) => {
        const error = asAppError(thrown)
        failure.value = { error, ...enrolProblem(error, next) }
        throw error
      })
    )
  }

  async function begin(): Promise<void> {
    secret.value = null
    step.value = 'reading'
    await attempt('reading', async () => {
      const { factors, level } = await store.read()
      const on = factors.some(({ verified }) => verified)
      step.value = on ? (level === 'aal2' ? 'already' : 'raise') : 'mail'
    })
  }

  async function sendCode(): Promise<boolean> {
    const sent = await attempt('sending', () => desktop.account.sendEmailCode())
    if (sent) step.value = 'mailCode'
    return sent
  }

  async function enrol(emailCode: string): Promise<void> {
    await attempt('enrolling', async () => {
      secret.value = await desktop.account.enrolTwoFactor({ emailCode })
      step.value = 'scan'
    })
  }

  /** Somebody with two authenticators cannot know which of them is meant: a code is wrong when none of them takes it. */
  async function raise(code: string): Promise<void> {
    const factors = (store.security?.factors ?? []).filter(({ verified }) => verified)
    let last: AppError | null = null
    for (const { id } of factors) {
      try {
        await desktop.account.confirmTwoFactor({ factorId: id, code })
        return
      } catch (thrown) {
        last = asAppError(thrown)
        if (last.code !== 'wrongCode') break
      }
    }
    throw last ?? new AppError({ code: 'notFound', message: 'There is no second factor that counts.', retryable: false })
  }

  async function confirm(code: string): Promise<void> {
    const begun = secret.value
    const task = begun === null ? () => raise(code) : () => desktop.account.confirmTwoFactor({ factorId: begun.factorId, code })
    if (!(await attempt(begun === null ? 'raising' : 'confirming', task))) return
    turnedOn.value = begun !== null
    secret.value = null
    step.value = 'done'
  }

  async function leave(): Promise<boolean> {
    const begun = secret.value
    if (begun === null) return true
    const left = await attempt('leaving', () => desktop.account.cancelTwoFactor({ factorId: begun.factorId }))
    if (left) secret.value = null
    return left
  }

  async function removeLeftOver(): Promise<void> {
    await attempt('removing', async () => {
      const { factors } = await store.read()
      for (const { id, name, verified } of factors) if (!verified && name.startsWith('Gatehouse ')) await desktop.account.cancelTwoFactor({ factorId: id })
    })
  }

  onBeforeUnmount(() => {
    // Signed out, locked, or led elsewhere. If main does not hear of it, what is left counts for nothing.
    const begun = secret.value
    if (begun !== null) void desktop.account.cancelTwoFactor({ factorId: begun.factorId }).catch(() => undefined)
    secret.value = null
  })

  return { step, email, running, phase, failure, secret, turnedOn, begin, sendCode, enrol, confirm, leave, removeLeftOver }
}
