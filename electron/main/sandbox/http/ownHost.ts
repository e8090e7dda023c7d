import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'

/**
 * Answers only those who ask for this server by its own name: a web page that points a name of its own at 127.0.0.1 (DNS
 * rebinding) asks by that name.
 * @param refusePages also refuses whatever a browser says comes from a page; for a server that one program keeps for itself
 */
export function ownHostOnly({ refusePages }: { refusePages: boolean }): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const port = c.env.incoming.socket.localPort
    const host = c.req.header('host')
    if (host !== `127.0.0.1:${port ?? 0}` && host !== `localhost:${port ?? 0}`) return c.json({ message: 'this server is not known by that name' }, 421)
    if (refusePages && c.req.header('origin') !== undefined) return c.json({ message: 'this server does not answer pages' }, 403)
    return next()
  }
}
