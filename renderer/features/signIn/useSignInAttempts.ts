import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { AppError } from '#shared/errors/appError'
import { emptyServerInput, serverAddressOf, serverProblemsBefore, type ServerInput } from './serverInput'
import { blockEnd, concernsServer, leadsToByHand, serverProblems, type ServerProblems } from './signInProblem'
import type { SignInTarget, SignInWay } from './signInWay'

export interface SignInAttempts {
  input: Ref<ServerInput>
  serverShown: Ref<boolean>
  /** How the last attempt failed, and in which step. */
  failure: ShallowRef<{ step: SignInWay; error: AppError } | null>
  /** The way that was tried last; what was wrong in the forms of the others no longer matters. */
  using: Ref<SignInWay | null>
  problems: ComputedRef<ServerProblems>
  target: ComputedRef<SignInTarget>
  offersByHand: ComputedRef<boolean>
  blockedUntil: (step: SignInWay) => Date | null
  attempt: (way: SignInWay) => void
  tell: (step: SignInWay, error: AppError) => void
}

/** What is entered about the server, and what came of trying it. */
export function useSignInAttempts(props: { lastServer: string; connectionId: string | null }, { showServer }: { showServer: () => Promise<void> }): SignInAttempts {
  const input = ref(emptyServerInput(props.lastServer))
  const serverShown = ref(props.lastServer !== '')
  const failure = shallowRef<{ step: SignInWay; error: AppError } | null>(null)
  const using = ref<SignInWay | null>(null)
  /** What is missing, told before anybody was asked. */
  const missing = shallowRef<ServerProblems>({})
  // A server that blocks one way may well take another.
  const blocks = shallowRef<Partial<Record<SignInWay, Date>>>({})

  const joins = computed(() => props.connectionId !== null)
  const problems = computed(() => {
    if (joins.value || failure.value === null || failure.value.step === 'demo') return missing.value
    return serverProblems(failure.value.error, input.value)
  })

  // Another address is no longer the wrong one, and another server blocks nobody.
  watch(input, (now, before) => {
    if (Object.keys(problems.value).length > 0 || now.byHand !== before.byHand) {
      failure.value = null
      missing.value = {}
    }
    blocks.value = {}
  })

  function check(): boolean {
    missing.value = joins.value ? {} : serverProblemsBefore(input.value)
    if (Object.keys(missing.value).length === 0) return true
    serverShown.value = true
    void showServer()
    return false
  }

  const target = computed<SignInTarget>(() => ({ server: joins.value ? null : serverAddressOf(input.value), connectionId: props.connectionId, check }))

  function attempt(way: SignInWay): void {
    using.value = way
    failure.value = null
    missing.value = {}
  }

  function tell(step: SignInWay, error: AppError): void {
    failure.value = { step, error }
    const until = blockEnd(error)
    if (until !== null) blocks.value = { ...blocks.value, [step]: until }
    if (step === 'demo' || joins.value || !concernsServer(error, input.value)) return
    serverShown.value = true
    if (Object.keys(problems.value).length > 0) void showServer()
  }

  return {
    input,
    serverShown,
    failure,
    using,
    problems,
    target,
    offersByHand: computed(() => !joins.value && failure.value !== null && failure.value.step !== 'demo' && leadsToByHand(failure.value.error, input.value)),
    blockedUntil: (step) => blocks.value[step] ?? null,
    attempt,
    tell
  }
}
