const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  webp: 'image/webp',
  woff2: 'font/woff2'
}

export interface BundlePath {
  /** Names below the bundle's folder; never empty, never `.` or `..`. */
  segments: string[]
  contentType: string
}

/**
 * The file that a path of an `app:` address names, or `null` for every path that a build cannot produce. A list of what
 * is allowed, not of what is dangerous: only letters, digits, `_`, `-`, `@` and inner dots, so that there is nothing to
 * decode and no second reading of what was decoded.
 */
export function bundlePath(pathname: string): BundlePath | null {
  const path = pathname === '/' ? '/index.html' : pathname
  if (path.length > 500 || !/^(?:\/[A-Za-z0-9_@-][A-Za-z0-9_@.-]*)+$/u.test(path)) return null
  const segments = path.slice(1).split('/')
  const extension = /\.([a-z0-9]+)$/u.exec(path)?.[1] ?? ''
  const contentType = Object.hasOwn(types, extension) ? types[extension] : undefined
  return contentType === undefined ? null : { segments, contentType }
}
