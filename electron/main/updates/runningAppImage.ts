import { standsIn } from '../storage/standsIn'

/**
 * The AppImage that this process is; undefined: it is none. Whatever is started from a terminal inside some AppImage inherits its
 * APPIMAGE and APPDIR, so they are believed only where the program itself stands in APPDIR, as electron-builder lays it out.
 * What `package-type` says does not count: electron-builder makes all packages of Linux at once out of one folder, in which deb
 * and rpm leave theirs.
 */
export async function runningAppImage(platform: string, { APPIMAGE, APPDIR }: Readonly<Record<string, string | undefined>>, execPath: string): Promise<string | undefined> {
  if (platform !== 'linux' || APPIMAGE?.startsWith('/') !== true || APPDIR?.startsWith('/') !== true) return undefined
  return (await standsIn(execPath, APPDIR)) ? APPIMAGE : undefined
}
