import type { AboutProgramService } from '../../services/aboutProgram'
import type { UpdateService } from '../../updates/updateService'
import type { Handlers } from '../listener'

/** @param updates there once it is known where is looked */
export function programHandlers(updates: Promise<UpdateService>, about: AboutProgramService) {
  return {
    'updates.state': async () => (await updates).current(),
    'updates.check': async () => (await updates).check(),
    'updates.download': async () => (await updates).download(),
    'updates.cancel': async () => (await updates).cancel(),
    'updates.restart': async () => ({ restarting: await (await updates).restart() }),
    'about.program': () => about.program(),
    'about.licence': ({ index }) => about.licence(index)
  } satisfies Partial<Handlers>
}
