import { cors } from 'hono/cors'

// Capgo backend: its own console, its mobile shells and local development; other pages get no permission.
const ALLOWED = /^(https:\/\/([a-z0-9-]+\.)*capgo\.app|https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?|(capacitor|ionic):\/\/localhost)$/

/** Answers to a page of a foreign origin carry no `access-control-allow-origin`, so that a browser withholds them from it. */
export const capgoCors = cors({
  origin: (origin) => (ALLOWED.test(origin) ? origin : null),
  allowHeaders: ['Content-Type', 'Authorization', 'capgkey', 'capgo_api', 'x-api-key', 'x-limited-key-id', 'apisecret', 'apikey', 'x-client-info'],
  allowMethods: ['POST', 'GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']
})

/** Whether a page of this origin may use the endpoints that take a password in their body. */
export function isAllowedOrigin(origin: string | undefined): boolean {
  return origin === undefined || ALLOWED.test(origin)
}
