import type { HttpAnswer, HttpClient, HttpRequest } from '../../electron/main/capgo/httpClient'

export interface CannedHttp extends HttpClient {
  readonly requests: HttpRequest[]
}

/** Answers every request with what the function says, and remembers what was asked. */
export function cannedHttp(answer: (request: HttpRequest, index: number) => Partial<HttpAnswer> | Promise<Partial<HttpAnswer>>): CannedHttp {
  const requests: HttpRequest[] = []
  return {
    requests,
    async send(request) {
      requests.push(request)
      const given = await answer(request, requests.length - 1)
      return { status: 200, headers: {}, body: null, requestId: 'request-1', clockSkewMs: 0, ...given }
    }
  }
}
