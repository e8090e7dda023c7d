import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { SnapshotOutline } from '#shared/domain/snapshot'
import { AppError } from '#shared/errors/appError'
import EvidencePanel from '../../../renderer/features/evidence/EvidencePanel.vue'
import { organizationId } from '../../support/organizationSecurityFixtures'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const outline = (id: number, name: string): SnapshotOutline => ({ id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`, name, cause: 'person', takenAt: '2027-03-12T09:30:00.000Z', server: 'capgo.app', demo: false, takenBy: null, organization: { id: organizationId, name: 'Harbour Lights' }, members: 2, keys: 2, changedMeanwhile: [], hash: 'a'.repeat(64), bytes: 1 })
const fingerprint = Array.from({ length: 16 }, () => '0A1B').join(' ')
const signer = { publicKey: `${'A'.repeat(43)}=`, fingerprint, standing: 'own' as const, name: null }
const manifest = { format: 'gatehouse-evidence' as const, version: 1 as const, body: { organization: { id: organizationId, name: 'Harbour Lights' }, server: 'capgo.app', takenAt: '2027-03-12T09:30:00.000Z', writtenAt: '2027-03-12T11:00:00.000Z', snapshotHash: 'a'.repeat(64), emailsMasked: true, files: [] }, publicKey: signer.publicKey, signature: `${'A'.repeat(86)}==` }

async function panel(answers: Answers = {}, snapshots = [outline(1, 'Before the audit'), outline(2, 'February')]) {
  const fake = createFakeDesktop({ 'reviews.identity': () => ({ ...signer, storage: 'keychain' as const }), ...answers })
  const { wrapper } = await mountInApp(EvidencePanel, { fake, props: { snapshots } })
  const button = (name: string) => {
    const found = wrapper.findAll('button').find((one) => one.text() === name)
    if (!found) throw new Error(`no button ${name}`)
    return found
  }
  return { wrapper, fake, button, text: () => wrapper.text().replaceAll(/\s+/gu, ' ') }
}

describe('the panel of evidence packs', () => {
  it('saves what was chosen, masked unless somebody says otherwise, and tells the fingerprint to pass on', async () => {
    const asked: unknown[] = []
    const { wrapper, text } = await panel({ 'evidence.save': (wish: unknown) => { asked.push(wish); return { path: '/home/me/Evidence' } } })
    const [soc2] = wrapper.findAll<HTMLInputElement>('fieldset input[type=checkbox]')
    await soc2?.setValue(false)
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(asked).toEqual([{ snapshotId: outline(1, '').id, standards: ['iso27001', 'hipaa', 'gdpr', 'pciDss'], maskEmails: true, language: 'en' }])
    expect(text()).toContain('Saved to /home/me/Evidence.')
    expect(text()).toContain(fingerprint)
  })

  it('hands on the name that somebody signs with', async () => {
    const asked: unknown[] = []
    const { wrapper } = await panel({ 'evidence.save': (wish: unknown) => { asked.push(wish); return null } })
    await wrapper.find('input[type=text]').setValue('  Ines Moreau ')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(asked).toMatchObject([{ signedBy: 'Ines Moreau' }])
  })

  it('says nothing was saved when the dialog was closed, and offers nothing without a standard', async () => {
    const { wrapper, button, text } = await panel({ 'evidence.save': () => null })
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(text()).not.toContain('Saved to')
    for (const box of wrapper.findAll<HTMLInputElement>('fieldset input[type=checkbox]')) await box.setValue(false)
    expect(button('Save the pack…').attributes('disabled')).toBeDefined()
  })

  it('says what failed', async () => {
    const { wrapper, text } = await panel({ 'evidence.save': () => { throw new AppError({ code: 'storageFailed', message: 'full', retryable: true }) } })
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(text()).toContain('saving the evidence pack')
  })

  it('asks for a snapshot first, and checks packs without one', async () => {
    const { wrapper, button, text } = await panel({ 'evidence.verify': () => ({ path: '/p', manifest, signer: { ...signer, standing: 'unknown' as const }, findings: [] }) }, [])
    expect(wrapper.find('form').exists()).toBe(false)
    expect(text()).toContain('Take a snapshot first')
    await button('Check a pack…').trigger('click')
    await flushPromises()
    expect(text()).toContain('Nothing in this pack was changed since it was signed.')
    // Sound, and by nobody known: that is not shown as good.
    expect(wrapper.find('.notice-bar').attributes('data-tone')).toBe('unknown')
    expect(text()).toContain('compare the fingerprint')
  })

  it('names every file that is not as it was signed', async () => {
    const { wrapper, button, text } = await panel({ 'evidence.verify': () => ({ path: '/p', manifest, signer, findings: [{ file: 'members.csv', wrong: 'changed' as const }, { file: 'x\u202E.csv', wrong: 'unexpected' as const }] }) })
    await button('Check a pack…').trigger('click')
    await flushPromises()
    expect(text()).toContain('2 files differ')
    expect(wrapper.findAll('li').map((one) => one.text())).toEqual(['members.csv was changed', 'x[U+202E].csv was added'])
  })

  it('trusts nothing of a pack whose signature does not hold', async () => {
    const { wrapper, button, text } = await panel({ 'evidence.verify': () => ({ path: '/p', manifest: null, signer: null, findings: [{ file: 'manifest.json', wrong: 'badSignature' as const }] }) })
    await button('Check a pack…').trigger('click')
    await flushPromises()
    expect(text()).toContain('the signature of its manifest does not hold')
    expect(wrapper.findAll('dd').map((one) => one.text())).toEqual(['/p'])
  })
})
