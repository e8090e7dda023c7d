import { watch } from 'vue'
import { createRouter, createWebHashHistory, type RouteRecordRaw, type Router, type RouterHistory } from 'vue-router'
import { askedSignIn } from './composables/signInRoute'
import { pageAfterSignIn } from './shell/sections'
import { useConnectionStore } from './stores/connection'
import { useSettingsStore } from './stores/settings'

declare module 'vue-router' {
  interface RouteMeta {
    /** Where the page's title is among the texts. */
    titleKey?: string
    /** Shown with nobody signed in, too. */
    open?: boolean
    /** Says nothing that the window does not know from the start, and need not wait for more texts. */
    first?: boolean
  }
}

// Each page is loaded when it is first gone to, or in a quiet moment after the start (`loadEveryPage`), whichever comes first.
const routes: RouteRecordRaw[] = [
  { path: '/welcome', name: 'welcome', component: () => import('./pages/WelcomePage.vue'), meta: { titleKey: 'welcome.again', open: true, first: true } },
  { path: '/overview', name: 'overview', component: () => import('./pages/OverviewPage.vue'), meta: { titleKey: 'overview.title', first: true } },
  { path: '/access', name: 'access', component: () => import('./pages/AccessPage.vue'), meta: { titleKey: 'access.title' } },
  { path: '/activity', name: 'activity', component: () => import('./pages/ActivityPage.vue'), meta: { titleKey: 'activity.title' } },
  { path: '/connections', name: 'connections', component: () => import('./pages/ConnectionsPage.vue'), meta: { titleKey: 'connections.title', open: true } },
  { path: '/keys', name: 'keys', component: () => import('./pages/KeysPage.vue'), meta: { titleKey: 'apiKeys.title' } },
  { path: '/keys/new', name: 'newKey', component: () => import('./pages/NewKeyPage.vue'), meta: { titleKey: 'apiKeys.create' } },
  { path: '/keys/:id(\\d+)', name: 'key', component: () => import('./pages/KeyPage.vue'), meta: { titleKey: 'apiKeys.manage.title' } },
  { path: '/reviews', name: 'reviews', component: () => import('./pages/ReviewsPage.vue'), meta: { titleKey: 'snapshots.title', open: true } },
  { path: '/reviews/compare', name: 'compare', component: () => import('./pages/ComparePage.vue'), meta: { titleKey: 'snapshots.compare.title', open: true } },
  { path: '/posture', name: 'posture', component: () => import('./pages/PosturePage.vue'), meta: { titleKey: 'posture.title' } },
  { path: '/reviews/:id([0-9a-f-]{36})', name: 'review', component: () => import('./pages/ReviewPage.vue'), meta: { titleKey: 'reviews.title', open: true } },
  { path: '/reviews/file/:fileId', name: 'reviewFile', component: () => import('./pages/ReviewFilePage.vue'), meta: { titleKey: 'reviewFile.title', open: true } },
  { path: '/guide/:topic?', name: 'guide', component: () => import('./pages/GuidePage.vue'), meta: { titleKey: 'guide.title', open: true } },
  { path: '/diagnostics', name: 'diagnostics', component: () => import('./pages/DiagnosticsPage.vue'), meta: { titleKey: 'diagnostics.title', open: true } },
  { path: '/whats-new', name: 'news', component: () => import('./pages/NewsPage.vue'), meta: { titleKey: 'program.news.title', open: true } },
  { path: '/about', name: 'about', component: () => import('./pages/AboutPage.vue'), meta: { titleKey: 'program.about.title', open: true } },
  { path: '/security', name: 'security', component: () => import('./pages/SecurityPage.vue'), meta: { titleKey: 'security.title' } },
  { path: '/members', name: 'members', component: () => import('./pages/MembersPage.vue'), meta: { titleKey: 'members.title' } },
  { path: '/settings', name: 'settings', component: () => import('./pages/SettingsPage.vue'), meta: { titleKey: 'settings.title', open: true } },
  // Never shown: the guard leads from here to the page of last time. Not a redirect of the route, which would be decided
  // before the settings are read.
  { path: '/:elsewhere(.*)*', name: 'elsewhere', component: { render: () => null } }
]

/**
 * Loads what no page has asked for yet. An update may take the files away under the running program; what is loaded stays.
 */
export async function loadEveryPage(): Promise<void> {
  for (const { component } of routes) if (typeof component === 'function') await (component as () => Promise<unknown>)()
}

interface AppRouterOptions {
  history?: RouterHistory
  /** Until when pages that are not `first` wait. */
  allTexts?: Promise<unknown>
}

/** With nobody signed in every page but the open ones leads to the sign-in. Nothing is routed before the start is over. */
export function createAppRouter({ history = createWebHashHistory(), allTexts = Promise.resolve() }: AppRouterOptions = {}): Router {
  const router = createRouter({ history, routes })
  router.beforeResolve(async (to) => {
    if (to.meta.first !== true) await allTexts
  })
  router.beforeEach(async (to) => {
    await untilStarted()
    const { connection, snapshot } = useConnectionStore()
    const signedIn = connection !== null
    // There is nothing to change in a snapshot.
    if (snapshot !== null && (to.name === 'newKey' || to.name === 'key')) return { name: 'keys' }
    if (!signedIn) return to.meta.open === true ? true : { name: 'welcome' }
    // Signing in beside what is open is asked for expressly.
    const leadsHome = to.name === 'elsewhere' || (to.name === 'welcome' && askedSignIn(to) === null)
    return leadsHome ? pageAfterSignIn(useSettingsStore().current.lastPage) : true
  })
  return router
}

function untilStarted(): Promise<void> {
  const connection = useConnectionStore()
  const settings = useSettingsStore()
  const started = () => connection.state.status !== 'starting' && settings.loaded
  if (started()) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = watch(started, () => {
      stop()
      resolve()
    })
  })
}
