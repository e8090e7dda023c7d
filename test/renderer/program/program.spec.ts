import { readFileSync } from 'node:fs'
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { newsSince, readChangelog } from '#shared/rules/changelog'
import AboutPage from '../../../renderer/pages/AboutPage.vue'
import NewsPage from '../../../renderer/pages/NewsPage.vue'
import { useAppInfoStore } from '../../../renderer/stores/appInfo'
import { useCommandsStore } from '../../../renderer/stores/commands'
import { createFakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const included = [
  { name: 'axios', version: '1.21.1', licence: 'MIT', homepage: 'https://axios.example' },
  { name: 'sax', version: '1.4.1', licence: 'BlueOak-1.0.0', homepage: null }
]
const program = { version: '0.1.0', commit: 'abc123', packaged: true, electron: '45.4.1', chromium: '140.0.1', node: '22.1.0', dataFolder: '~/.config/Gatehouse', included }

describe('about', () => {
  it('says what it is and runs on, and lists what is included, searched by name and licence', async () => {
    const { wrapper } = await mountInApp(AboutPage, { fake: createFakeDesktop({ 'about.program': () => program }) })
    await flushPromises()
    for (const words of ['abc123', 'Electron 45.4.1', '140.0.1', '22.1.0', '~/.config/Gatehouse', 'MIT. You may use']) expect(wrapper.text()).toContain(words)
    await wrapper.find('input').setValue('blue')
    expect(wrapper.findAll('li').map((item) => item.text())).toEqual(['sax 1.4.1BlueOak-1.0.0'])
    await wrapper.find('input').setValue('nothing of the kind')
    expect(wrapper.find('[role="status"]').text()).toContain('nothing of the kind')
  })

  it('has its search focused by the command of that name, and from there the list by the arrow key', async () => {
    const { wrapper } = await mountInApp(AboutPage, { fake: createFakeDesktop({ 'about.program': () => program }) })
    await flushPromises()
    const input = wrapper.find('input')
    expect(input.attributes('placeholder')).toContain('(F)')
    expect(useCommandsStore().run('filter')).toBe(true)
    expect(document.activeElement).toBe(input.element)
    await input.trigger('keydown', { key: 'ArrowDown' })
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Licence of axios 1.21.1')
  })

  it('asks for the text of a licence when it is opened, by its place in the whole list', async () => {
    const fake = createFakeDesktop({ 'about.program': () => program, 'about.licence': ({ index }) => ({ text: index === 1 ? 'Blue Oak <Model> Licence' : '' }) })
    const { wrapper } = await mountInApp(AboutPage, { fake })
    await flushPromises()
    expect(fake.inputsOf('about.licence')).toEqual([])
    await wrapper.find('input').setValue('blue')
    await wrapper.find('button[aria-label="Licence of sax 1.4.1"]').trigger('click')
    await flushPromises()
    expect(fake.inputsOf('about.licence')).toEqual([{ index: 1 }])
    expect(wrapper.find('dialog pre').element.textContent).toBe('Blue Oak <Model> Licence')
  })

  it('says how the list is made where there is none', async () => {
    const { wrapper } = await mountInApp(AboutPage, { fake: createFakeDesktop({ 'about.program': () => ({ ...program, included: null }) }) })
    await flushPromises()
    expect(wrapper.text()).toContain('npm run build')
  })
})

describe('what is new', () => {
  const text = '# Changelog\n\n## Unreleased\n\n### Added\n\n- A **thing** with `code`,\n  and a [link](https://x.example).\n\n## 1.1.0 - 2026-11-01\n\n### Fixed\n\n- One\n- Two\n\n## [1.0.0] – 2026-10-01\n\n### Added\n\n- First\n'

  it('reads the form of Keep a Changelog, as plain words', () => {
    expect(readChangelog(text)).toEqual([
      { version: null, date: null, sections: [{ title: 'Added', items: ['A thing with code, and a link.'] }] },
      { version: '1.1.0', date: '2026-11-01', sections: [{ title: 'Fixed', items: ['One', 'Two'] }] },
      { version: '1.0.0', date: '2026-10-01', sections: [{ title: 'Added', items: ['First'] }] }
    ])
    expect(newsSince(readChangelog(text), '1.0.0').map(({ version }) => version)).toEqual([null, '1.1.0'])
    expect(newsSince(readChangelog(text), '1.1.0').map(({ version }) => version)).toEqual([null])
    expect(newsSince(readChangelog(text), null)).toHaveLength(3)
  })

  it('finds something in the changelog of this repository, without the marks of Markdown', () => {
    const releases = readChangelog(readFileSync('CHANGELOG.md', 'utf8'))
    const items = releases.flatMap(({ sections }) => sections.flatMap((section) => section.items))
    expect(items.length).toBeGreaterThan(3)
    expect(items.filter((item) => /[`]|\*\*|\]\(/u.test(item))).toEqual([])
  })

  it('is shown in English and says so in French', async () => {
    for (const [language, says] of [['en', false], ['fr', true]] as const) {
      const { wrapper } = await mountInApp(NewsPage, { fake: createFakeDesktop(), language })
      await useAppInfoStore().start()
      await flushPromises()
      expect(wrapper.find('[lang="en"] li').exists()).toBe(true)
      expect(wrapper.find('h3').text()).toBe(says ? 'Ajouté' : 'Added')
      expect(wrapper.find('h3').element.closest('[lang]')).toBe(null)
      expect(wrapper.text().includes('La liste est rédigée en anglais.')).toBe(says)
      wrapper.unmount()
    }
  })
})
