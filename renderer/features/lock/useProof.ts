import { computed, onBeforeUnmount, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { AppError } from '#shared/errors/appError'
import { useAsyncTask } from '../../composables/useAsyncTask'

export interface ProofForm {
  password: Ref<string>
  running: Ref<boolean>
  /** Main takes no further password for now. */
  waiting: ComputedRef<boolean>
  /** What is wrong with the password, and how long to wait. */
  wrong: ComputedRef<string | null>
  /** Another failure than that. */
  failure: ComputedRef<AppError | null>
  /** Gives the proof; true when it was taken. */
  submit: (needsPassword: boolean) => Promise<boolean>
}

/** Giving the proof that it is still you. The password lives here only while it is typed. */
export function useProof(give: (password: string | null) => Promise<unknown>): ProofForm {
  const { t } = useI18n()
  const { running, error, run } = useAsyncTask()
  const password = ref('')
  const empty = ref(false)
  onBeforeUnmount(() => (password.value = ''))
  watch(password, () => (empty.value = false))

  const seconds = useSecondsUntil(computed(() => (error.value?.code === 'wrongPassword' || error.value?.code === 'rateLimited' ? error.value.data.details?.until : undefined)))
  const isWrong = computed(() => error.value?.code === 'wrongPassword')
  const wrong = computed(() => {
    if (empty.value) return t('lock.password.empty')
    const words = [isWrong.value ? t('lock.password.wrong') : '', seconds.value > 0 ? t('lock.password.wait', { count: seconds.value }, seconds.value) : '']
    return words.filter((one) => one !== '').join(' ') || null
  })

  async function submit(needsPassword: boolean): Promise<boolean> {
    if (running.value || seconds.value > 0) return false
    empty.value = needsPassword && password.value === ''
    if (empty.value) return false
    const given = needsPassword ? password.value : null
    const taken = await run(() => give(given))
    if (taken || isWrong.value) password.value = ''
    return taken
  }

  return {
    password,
    running,
    waiting: computed(() => seconds.value > 0),
    wrong,
    failure: computed(() => (isWrong.value || error.value?.code === 'rateLimited' ? null : error.value)),
    submit
  }
}

/** Whole seconds until the moment (ISO 8601); 0 when it has come. */
function useSecondsUntil(moment: ComputedRef<string | undefined>): Ref<number> {
  const left = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined
  const look = (): void => {
    left.value = moment.value === undefined ? 0 : Math.max(0, Math.ceil((Date.parse(moment.value) - Date.now()) / 1000))
    if (left.value === 0) clearInterval(timer)
  }
  watch(
    moment,
    () => {
      clearInterval(timer)
      timer = setInterval(look, 250)
      look()
    },
    { immediate: true }
  )
  onScopeDispose(() => clearInterval(timer))
  return left
}
