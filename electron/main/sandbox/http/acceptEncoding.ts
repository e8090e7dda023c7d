/** Whether `accept-encoding` lets an answer be gzip and likes that no less than plain bytes (RFC 9110, 12.5.3). */
export function takesGzip(header: string | undefined): boolean {
  const wishes = new Map<string, number>()
  for (const wish of (header ?? '').toLowerCase().split(',')) {
    const [coding = '', ...parameters] = wish.split(';').map((part) => part.trim())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    wishes.set(coding, weight === undefined ? 1 : Number(weight))
  }
  const gzip = wishes.get('gzip') ?? wishes.get('x-gzip') ?? wishes.get('*') ?? 0
  return gzip > 0 && gzip >= (wishes.get('identity') ?? 0)
}
