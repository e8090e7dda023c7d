import { describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { defaultSettings, type Settings } from '#shared/domain/settings'
import { createAboutProgram } from '../../../electron/main/services/aboutProgram'
import { noteVersion } from '../../../electron/main/services/appInfo'
import { quietLog } from '../../support/quietLog'

const listed = [{ name: 'café', version: '1.0.0', licence: 'MIT', homepage: null, text: 'Permission is granted, café.', parts: ['main'] }]

function about(content: string | null | Error) {
  const state = { content }
  const read = (): Promise<string | null> => (state.content instanceof Error ? Promise.reject(state.content) : Promise.resolve(state.content === null ? null : Buffer.from(state.content, 'utf8').toString('latin1')))
  return { state, service: createAboutProgram({ version: '1.0.0', commit: 'abc', packaged: false, versions: { node: '22.1.0', chrome: '140.0.1' }, dataFolder: '/home/ana/.config/gatehouse', home: '/home/ana', licences: { read }, log: quietLog() }) }
}

describe('about the program', () => {
  it('says what it runs on, and where its data lie without whose they are', async () => {
    expect(await about(JSON.stringify(listed)).service.program()).toEqual({
      version: '1.0.0', commit: 'abc', packaged: false, electron: null, chromium: '140.0.1', node: '22.1.0', dataFolder: '~/.config/gatehouse',
      included: [{ name: 'café', version: '1.0.0', licence: 'MIT', homepage: null }]
    })
  })

  it('gives the text of one licence, and of nothing that is not in the list', async () => {
    const { service } = about(JSON.stringify(listed))
    expect(await service.licence(0)).toEqual({ text: 'Permission is granted, café.' })
    expect(await service.licence(1).catch((thrown: unknown) => asAppError(thrown).code)).toBe('notFound')
  })

  it('has no list where there is none or it is damaged, and looks again', async () => {
    expect((await about(null).service.program()).included).toBeNull()
    const { service, state } = about('[{"name": 1}]')
    expect((await service.program()).included).toBeNull()
    state.content = JSON.stringify(listed)
    expect((await service.program()).included).toHaveLength(1)
  })
})

describe('the version that was started', () => {
  function kept(lastVersion: Settings['lastVersion']) {
    const state = { settings: { ...defaultSettings, lastVersion } }
    return { state, settings: { read: () => Promise.resolve(state.settings), update: (change: Partial<Settings>) => Promise.resolve(Object.assign(state.settings, change)) } }
  }

  it.each([[null, null], ['0.9.0', '0.9.0'], ['1.0.0-beta.1', '1.0.0-beta.1'], ['1.0.0', null], ['1.0.1', null]])('after %s, tells an update from %s', async (before, told) => {
    const { settings, state } = kept(before)
    expect(await noteVersion(settings, '1.0.0')).toBe(told)
    expect(state.settings.lastVersion).toBe('1.0.0')
    expect(await noteVersion(settings, '1.0.0')).toBeNull()
  })
})
