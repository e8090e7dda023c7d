import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { openCommand } from '#shared/domain/command'
import { guide as english } from '#shared/text/en/guide'
import type { Language } from '#shared/text/language'
import { guideTopics } from '../../../renderer/features/guide/guideTopics'
import GuidePage from '../../../renderer/pages/GuidePage.vue'
import { useCommandsStore } from '../../../renderer/stores/commands'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { session, signedIn } from '../support/connections'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

async function guide(at = '/guide', language: Language = 'en') {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/guide/:topic?', name: 'guide', component: { render: () => null } }] })
  await router.push(at)
  const { wrapper } = await mountInApp(GuidePage, { router, language })
  const links = () => wrapper.findAll('nav a').map((link) => link.text())
  const search = async (text: string): Promise<void> => {
    await wrapper.find('input').setValue(text)
    await flushPromises()
  }
  return { wrapper, router, links, search, heading: () => wrapper.find('article h2') }
}

describe('the guide', () => {
  it('has every topic that is written, once, under those it is for', async () => {
    const { wrapper, links } = await guide()
    expect(guideTopics.map(({ name }) => name).sort()).toEqual(Object.keys(english.topic).sort())
    expect(links()).toHaveLength(guideTopics.length)
    expect(wrapper.findAll('nav h2').map((one) => one.text())).toEqual(Object.values(english.group))
  })

  it('opens on the topic that is asked for, with all its steps in order', async () => {
    const { wrapper, heading } = await guide('/guide/secret')
    expect(heading().text()).toBe(english.topic.secret.title)
    expect(wrapper.findAll('article li').map((step) => step.text())).toEqual(Object.values(english.topic.secret.steps))
    expect(wrapper.find('nav [aria-current]').text()).toBe(english.topic.secret.title)
  })

  it('opens on its first topic for a name that is none', async () => {
    const { heading } = await guide('/guide/nowhere')
    expect(heading().text()).toBe(english.topic.enforceTwoFactor.title)
  })

  it('gives the focus to the topic that is chosen', async () => {
    const { wrapper, heading } = await guide()
    await wrapper.findAll('nav a').find((link) => link.text() === english.topic.lock.title)?.trigger('click')
    await flushPromises()
    expect(document.activeElement).toBe(heading().element)
    expect(heading().text()).toBe(english.topic.lock.title)
  })

  it('finds topics by every word, without case and accents, in the steps too, and says how many', async () => {
    const { wrapper, links, search } = await guide('/guide', 'fr')
    await search('REGENERER scripts')
    expect(links()).toEqual([])
    await search('cle DOUCEUR')
    expect(links()).toEqual(['Renouveler une clé d’API'])
    expect(wrapper.find('[role="status"]').text()).toBe('1 sujet')
    expect(wrapper.find('article h2').text()).toBe('Renouveler une clé d’API')
  })

  it.each(['no access', 'invitation', 'preset', 'posture', 'diagnostics', 'legacy', 'many keys'])('has a topic for “%s”', async (words) => {
    const { links, search } = await guide()
    await search(words)
    expect(links().length).toBeGreaterThan(0)
  })

  it('says when nothing contains it, and leads back to everything', async () => {
    const { wrapper, links, search } = await guide()
    await search('zebra')
    expect(wrapper.find('[role="status"]').text()).toContain('zebra')
    expect(wrapper.find('article').exists()).toBe(false)
    await wrapper.findAll('button').find((button) => button.text() === english.clear)?.trigger('click')
    expect(links()).toHaveLength(guideTopics.length)
  })

  it('goes from the search into the list by the arrow key', async () => {
    const { wrapper } = await guide()
    await wrapper.find('input').trigger('keydown', { key: 'ArrowDown' })
    expect(document.activeElement).toBe(wrapper.find('nav a').element)
  })

  it('leads to the page that it is about, or says why not', async () => {
    const { wrapper } = await guide('/guide/enforceTwoFactor')
    const way = () => wrapper.findAll('article button').at(-1)
    expect(way()?.attributes('disabled')).toBeDefined()
    expect(wrapper.find('article').text()).toContain('Nobody is signed in.')
    useConnectionStore().state = signedIn(session)
    let opened = 0
    useCommandsStore().offer(openCommand('security'), () => (opened += 1))
    await flushPromises()
    expect(way()?.text()).toBe('Open Security')
    await way()?.trigger('click')
    expect(opened).toBe(1)
  })
})
