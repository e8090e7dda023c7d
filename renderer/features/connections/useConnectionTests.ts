import { reactive, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { asAppError, type AppError } from '#shared/errors/appError'
import type { ConnectionOutline, ConnectionTest } from '#shared/domain/connection'
import { useAnnounce } from '../../composables/useAnnounce'
import { useConnectionWords } from '../../composables/useConnectionWords'
import { useConnectionsStore } from '../../stores/connections'

export interface TestedConnection {
  running: boolean
  result: ConnectionTest | null
  /** When the answers were there, ISO 8601 in UTC. */
  at: string | null
  /** Nothing could be asked at all. */
  error: AppError | null
}

const untested: TestedConnection = { running: false, result: null, at: null, error: null }

export interface ConnectionTests {
  of: (connection: ConnectionOutline) => TestedConnection
  run: (connection: ConnectionOutline) => Promise<void>
}

/** Trying the credentials of connections, each by itself. What was found is forgotten once a credential has changed. */
export function useConnectionTests(): ConnectionTests {
  const { t } = useI18n()
  const announce = useAnnounce()
  const connections = useConnectionsStore()
  const words = useConnectionWords()
  const tested = reactive(new Map<string, TestedConnection>())
  const credentialsOf = ({ apiKey, session }: ConnectionOutline): string => `${apiKey?.fingerprint ?? ''} ${session?.email ?? ''}`
  const triedWith = new Map<string, string>()

  async function run(connection: ConnectionOutline): Promise<void> {
    const { id } = connection
    if (tested.get(id)?.running === true) return
    tested.set(id, { ...untested, running: true })
    triedWith.set(id, credentialsOf(connection))
    try {
      const result = await connections.test(id)
      tested.set(id, { ...untested, result, at: new Date().toISOString() })
      announce(t(works(result) ? 'connections.test.allWork' : 'connections.test.notAllWork', { name: words.name(connection) }))
    } catch (thrown) {
      tested.set(id, { ...untested, error: asAppError(thrown) })
    }
  }

  watch(
    () => connections.list,
    (list) => {
      for (const connection of list) if (triedWith.get(connection.id) !== credentialsOf(connection)) tested.delete(connection.id)
    }
  )

  return { of: ({ id }) => tested.get(id) ?? untested, run }
}

const works = ({ apiKey, session }: ConnectionTest): boolean => [apiKey, session].every((one) => one?.works !== false)
