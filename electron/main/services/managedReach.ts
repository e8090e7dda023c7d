import { AppError } from '#shared/errors/appError'
import type { Policy } from '#shared/domain/policy'
import { isLoopback, type HttpClient } from '../capgo/httpClient'
import { managedError } from '../settings/managedSettings'
import type { DemoOrganization } from './connection/demoOrganization'

/** Sends to the servers that the policy names, and to this computer itself, where the demo organization is. */
export function toManagedServers(http: HttpClient, policy: () => Policy): HttpClient {
  return {
    send(request) {
      const { servers } = policy()
      const { origin, host } = new URL(request.url)
      if (servers === null || servers.includes(origin) || isLoopback(request.url)) return http.send(request)
      return Promise.reject(new AppError({ code: 'managed', message: `The administrator of this computer does not allow ${host}, so nothing was sent.`, retryable: false, fieldErrors: { servers: 'managed' }, details: { host } }))
    }
  }
}

/** The demo organization, unless the policy says no. */
export function managedDemo(demo: DemoOrganization, policy: () => Policy): DemoOrganization {
  return { ...demo, open: (...how) => (policy().demo ? demo.open(...how) : Promise.reject(managedError(['demo']))) }
}
