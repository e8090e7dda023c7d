import type { Context } from 'hono'
import type { ApiKeyActor } from '../rules/actor'
import { bindingsOf, hasPermission } from '../rules/permissions'
import type { Store } from '../store/store'
import { refused, CapgoError } from './capgoError'

const USUAL_PAGE = 50

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}

/** `GET /app[?org_id]`: the apps that a key can read. */
export function listApps(c: Context, store: Store, actor: ApiKeyActor): Response {
  const orgId = c.req.query('org_id')
  const isMember = bindingsOf(store, 'user', actor.userId).some((binding) => binding.org_id === orgId)
  if (orgId && !isMember) throw refused('user_does_not_have_access_to_this_organization', 'You do not have access to this organization', { org_id: orgId })
  const limit = wholeNumber(c.req.query('limit')) ?? USUAL_PAGE
  const page = wholeNumber(c.req.query('page')) ?? 0
  const readable = store.apps.all().filter((app) => (!orgId || app.owner_org === orgId) && hasPermission(store, actor, 'app.read', { org: app.owner_org, app: app.id }))
  return c.json(readable.slice(page * limit, (page + 1) * limit))
}

/** `GET /app/:id`, by the app's public id. */
export function getApp(c: Context, store: Store, actor: ApiKeyActor, appId: string): Response {
  const app = store.apps.where('app_id', appId)[0]
  if (!app || !hasPermission(store, actor, 'app.read', { org: app.owner_org, app: app.id })) throw new CapgoError(401, 'cannot_access_app', "You can't access this app", { app_id: appId })
  return c.json(app)
}
