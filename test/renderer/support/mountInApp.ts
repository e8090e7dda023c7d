import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, type Pinia } from 'pinia'
import { vi } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter, type Router, type RouteRecordRaw } from 'vue-router'
import type { Language } from '#shared/text/language'
import { messages } from '#shared/text/messages'
import { desktopKey } from '../../../renderer/desktop/client'
import { sections } from '../../../renderer/shell/sections'
import { createTexts } from '../../../renderer/text/i18n'
import { createFakeDesktop, type FakeDesktop } from './fakeDesktop'

export interface Mounted {
  wrapper: VueWrapper
  fake: FakeDesktop
  pinia: Pinia
  router: Router
}

interface MountOptions {
  fake?: FakeDesktop
  props?: Record<string, unknown>
  slots?: Record<string, string | (() => unknown)>
  language?: Language
  /** Stores that a test has filled before. */
  pinia?: Pinia
  /** Where the page stands, with its query. */
  at?: string
  /** A router of the test's own; otherwise one that knows the paths of the app and shows nothing. */
  router?: Router
}

const nowhere: Component = { render: () => null }
const routes: RouteRecordRaw[] = ['/', '/welcome', '/about', '/whats-new', ...sections.map(({ path }) => path)].map((path) => ({ path, name: path.slice(1) || 'home', component: nowhere }))

/** Until what was asked for is there, with the dialogs that are read only when they open. */
export async function settled(): Promise<void> {
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
}

/** A component with everything the app gives it, on the hand-written bridge, attached to the page so that it can have the focus. */
export async function mountInApp(component: Component, options: MountOptions = {}): Promise<Mounted> {
  const fake = options.fake ?? createFakeDesktop()
  const pinia = options.pinia ?? createPinia()
  const router = options.router ?? createRouter({ history: createMemoryHistory(), routes })
  if (!options.router) await router.push(options.at ?? '/')
  const wrapper = mount(component, {
    attachTo: document.body,
    props: options.props ?? {},
    slots: options.slots ?? {},
    global: { plugins: [pinia, createTexts(options.language ?? 'en', messages), router], provide: { [desktopKey as symbol]: fake.desktop } }
  }) as VueWrapper
  await flushPromises()
  return { wrapper, fake, pinia, router }
}
