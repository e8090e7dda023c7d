import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { Diagnostics } from '#shared/domain/diagnostics'
import { AppError } from '#shared/errors/appError'
import DiagnosticsPage from '../../../renderer/pages/DiagnosticsPage.vue'
import { latestAnnouncement } from '../../../renderer/composables/useAnnounce'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const report: Diagnostics = {
  reportId: '3f0c2c1e-7a4b-4c52-9d1e-0123456789ab',
  checks: [
    { host: 'api.example', step: 'name', outcome: 'good', tookMs: 12, detail: '192.0.2.1' },
    { host: 'api.example', step: 'connection', outcome: 'failed', tookMs: 900, detail: 'ECONNREFUSED' },
    { host: 'api.example', step: 'answer', outcome: 'skipped', tookMs: 0, detail: 'A step before it failed.' }
  ],
  text: '{\n  "made": "2027-03-12"\n}\n'
}

async function page(answers: Answers = {}) {
  const fake = createFakeDesktop({ 'diagnostics.prepare': () => report, 'diagnostics.save': () => ({ path: '/home/ada/report.txt' }), ...answers })
  const { wrapper } = await mountInApp(DiagnosticsPage, { fake })
  const press = async (text: string): Promise<void> => {
    await wrapper.findAll('button').find((button) => button.text() === text)?.trigger('click')
    await flushPromises()
  }
  return { wrapper, fake, press }
}

describe('the diagnostics', () => {
  it('ask for nothing before somebody wants the report', async () => {
    const { wrapper, fake } = await page()
    expect(fake.calls.filter(({ channel }) => channel.startsWith('diagnostics.'))).toEqual([])
    expect(wrapper.find('pre').exists()).toBe(false)
  })

  it('show every step with what came of it, and the whole text as it will be saved', async () => {
    const { wrapper, press } = await page()
    await press('Make the report')
    expect(wrapper.findAll('tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()))).toEqual([
      ['api.example', 'Name looked up', 'Works', '12 ms', '192.0.2.1'],
      ['api.example', 'Connection', 'Failed', '900 ms', 'ECONNREFUSED'],
      ['api.example', 'Answer of the server', 'Not tried', '–', 'A step before it failed.']
    ])
    expect(wrapper.find('pre').element.textContent).toBe(report.text)
    expect(latestAnnouncement.value.words).toBe('The report is ready. 1 step failed.')
  })

  it('say that no step failed where none did', async () => {
    const { press } = await page({ 'diagnostics.prepare': () => ({ ...report, checks: report.checks.filter(({ outcome }) => outcome !== 'failed') }) })
    await press('Make the report')
    expect(latestAnnouncement.value.words).toBe('The report is ready. No step failed.')
  })

  it('save the report that is shown, by its name, and say where', async () => {
    const { wrapper, fake, press } = await page()
    await press('Make the report')
    await press('Save…')
    expect(fake.inputsOf('diagnostics.save')).toEqual([{ reportId: report.reportId }])
    expect(wrapper.text()).toContain('Saved to /home/ada/report.txt.')
    await press('Copy')
    expect(fake.inputsOf('clipboard.copyText')).toEqual([{ text: report.text }])
  })

  it('say nothing was saved when the dialog is closed, and why when it fails', async () => {
    const { wrapper, fake, press } = await page({ 'diagnostics.save': () => null })
    await press('Make the report')
    await press('Save…')
    expect(wrapper.text()).not.toContain('Saved to')
    fake.answer('diagnostics.save', () => Promise.reject(new AppError({ code: 'storageFailed', message: 'ENOSPC', retryable: true })))
    await press('Save…')
    expect(wrapper.find('[role="alert"]').text()).toContain('saving the report')
  })
})
