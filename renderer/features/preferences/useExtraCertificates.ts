import { computed, onMounted, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { certificateProblemSchema, type ExtraCertificate } from '#shared/domain/network'
import { asAppError, type AppError } from '#shared/errors/appError'
import { visibleText } from '#shared/rules/visibleText'
import { useAnnounce } from '../../composables/useAnnounce'
import { useAsyncTask } from '../../composables/useAsyncTask'
import { useDesktop } from '../../desktop/client'
import { failedAfter, shownData, type RemoteData } from '../../stores/remoteData'

export interface ExtraCertificatesPart {
  state: ShallowRef<RemoteData<ExtraCertificate[]>>
  load: () => Promise<void>
  /** A dialog of the system is open, or the file is being read. */
  adding: Ref<boolean>
  addError: ShallowRef<AppError | null>
  /** What is wrong with the chosen file, in words; null where that is not it. */
  addProblem: ComputedRef<string | null>
  /** What came of adding, for the eye; it is announced as well. */
  added: Ref<string | null>
  add: () => Promise<void>
  remove: (certificate: ExtraCertificate) => Promise<void>
}

/** The certificates that were added, as main keeps them. */
export function useExtraCertificates(): ExtraCertificatesPart {
  const { t } = useI18n()
  const desktop = useDesktop()
  const announce = useAnnounce()
  const state = shallowRef<RemoteData<ExtraCertificate[]>>({ status: 'idle' })
  const { running: adding, error: addError, run } = useAsyncTask()
  const added = ref<string | null>(null)

  const show = (data: ExtraCertificate[]): void => {
    state.value = { status: 'ready', data, fetchedAt: new Date().toISOString() }
  }

  async function load(): Promise<void> {
    const before = state.value
    state.value = { status: 'loading' }
    try {
      show(await desktop.network.certificates())
    } catch (thrown) {
      state.value = failedAfter(before, asAppError(thrown))
    }
  }
  onMounted(load)

  async function add(): Promise<void> {
    added.value = null
    await run(async () => {
      const before = shownData(state.value)?.data.length ?? 0
      const now = await desktop.network.addCertificate()
      if (now === null) return
      show(now)
      const count = now.length - before
      added.value = count > 0 ? t('network.certificates.added', { count }, count) : t('network.certificates.nothingNew')
      announce(added.value)
    })
  }

  const addProblem = computed(() => {
    const { certificate, subject } = addError.value?.data.fieldErrors ?? {}
    const problem = certificateProblemSchema.safeParse(certificate)
    return problem.success ? t(`network.problem.${problem.data}`, { subject: visibleText(subject ?? '') }) : null
  })

  async function remove({ fingerprint }: ExtraCertificate): Promise<void> {
    show(await desktop.network.removeCertificate({ fingerprint }))
    added.value = null
    announce(t('network.removal.done'))
  }

  return { state, load, adding, addError, addProblem, added, add, remove }
}
