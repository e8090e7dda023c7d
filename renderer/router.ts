import { watch } from 'vue'
import { createRouter, createWebHashHistory, type RouteRecordRaw, type Router, type RouterHistory } from 'vue-router'
import { askedSignIn } from './composables/signInRoute'
import AccessPage from './pages/AccessPage.vue'
import ActivityPage from './pages/ActivityPage.vue'
import ConnectionsPage from './pages/ConnectionsPage.vue'
import KeyPage from './pages/KeyPage.vue'
import KeysPage from './pages/KeysPage.vue'
import MembersPage from './pages/MembersPage.vue'
import NewKeyPage from './pages/NewKeyPage.vue'
import ComparePage from './pages/ComparePage.vue'
import OverviewPage from './pages/OverviewPage.vue'
import PosturePage from './pages/PosturePage.vue'
import ReviewFilePage from './pages/ReviewFilePage.vue'
import ReviewPage from './pages/ReviewPage.vue'
import ReviewsPage from './pages/ReviewsPage.vue'
import SecurityPage from './pages/SecurityPage.vue'
import SettingsPage from './pages/SettingsPage.vue'
import WelcomePage from './pages/WelcomePage.vue'
import { pageAfterSignIn } from './shell/sections'
import { useConnectionStore } from './stores/connection'
import { useSettingsStore } from './stores/settings'

declare module 'vue-router' {
  interface RouteMeta {
    /** Where the page's title is among the texts. */
    titleKey?: string
    /** Shown with nobody signed in, too. */
    open?: boolean
  }
}

// Not loaded on demand: it is all on this disk, and chunks that pages share would run before the first imports of main.ts,
// which have to come first.
const routes: RouteRecordRaw[] = [
  { path: '/welcome', name: 'welcome', component: WelcomePage, meta: { titleKey: 'welcome.again', open: true } },
  { path: '/overview', name: 'overview', component: OverviewPage, meta: { titleKey: 'overview.title' } },
  { path: '/access', name: 'access', component: AccessPage, meta: { titleKey: 'access.title' } },
  { path: '/activity', name: 'activity', component: ActivityPage, meta: { titleKey: 'activity.title' } },
  { path: '/connections', name: 'connections', component: ConnectionsPage, meta: { titleKey: 'connections.title', open: true } },
  { path: '/keys', name: 'keys', component: KeysPage, meta: { titleKey: 'apiKeys.title' } },
  { path: '/keys/new', name: 'newKey', component: NewKeyPage, meta: { titleKey: 'apiKeys.create' } },
  { path: '/keys/:id(\\d+)', name: 'key', component: KeyPage, meta: { titleKey: 'apiKeys.manage.title' } },
  { path: '/reviews', name: 'reviews', component: ReviewsPage, meta: { titleKey: 'snapshots.title', open: true } },
  { path: '/reviews/compare', name: 'compare', component: ComparePage, meta: { titleKey: 'snapshots.compare.title', open: true } },
  { path: '/posture', name: 'posture', component: PosturePage, meta: { titleKey: 'posture.title' } },
  { path: '/reviews/:id([0-9a-f-]{36})', name: 'review', component: ReviewPage, meta: { titleKey: 'reviews.title', open: true } },
  { path: '/reviews/file/:fileId', name: 'reviewFile', component: ReviewFilePage, meta: { titleKey: 'reviewFile.title', open: true } },
  { path: '/security', name: 'security', component: SecurityPage, meta: { titleKey: 'security.title' } },
  { path: '/members', name: 'members', component: MembersPage, meta: { titleKey: 'members.title' } },
  { path: '/settings', name: 'settings', component: SettingsPage, meta: { titleKey: 'settings.title', open: true } },
  // Never shown: the guard leads from here to the page of last time. Not a redirect of the route, which would be decided
  // before the settings are read.
  { path: '/:elsewhere(.*)*', name: 'elsewhere', component: { render: () => null } }
]

/** With nobody signed in every page but the open ones leads to the sign-in. Nothing is routed before the start is over. */
export function createAppRouter(history: RouterHistory = createWebHashHistory()): Router {
  const router = createRouter({ history, routes })
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
