// Runs after signing. Apple looks the program over and vouches for it; without its credentials nothing is sent, and this says so.
import { join } from 'node:path'

/**
 * What Apple knows the publisher by, of the two ways that it offers; a key of App Store Connect comes first.
 *
 * @param {Record<string, string | undefined>} env
 */
export function credentialsIn({ APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER, APPLE_ID, APPLE_APP_SPECIFIC_PASSWORD, APPLE_TEAM_ID }) {
  if (APPLE_API_KEY && APPLE_API_KEY_ID && APPLE_API_ISSUER) return { appleApiKey: APPLE_API_KEY, appleApiKeyId: APPLE_API_KEY_ID, appleApiIssuer: APPLE_API_ISSUER }
  if (APPLE_ID && APPLE_APP_SPECIFIC_PASSWORD && APPLE_TEAM_ID) return { appleId: APPLE_ID, appleIdPassword: APPLE_APP_SPECIFIC_PASSWORD, teamId: APPLE_TEAM_ID }
  return undefined
}

export default async function notarizePackage({ appOutDir, electronPlatformName, packager }) {
  if (electronPlatformName !== 'darwin') return
  const credentials = credentialsIn(process.env)
  if (credentials === undefined) {
    console.log('  • not notarized: neither APPLE_API_KEY, APPLE_API_KEY_ID and APPLE_API_ISSUER nor APPLE_ID, APPLE_APP_SPECIFIC_PASSWORD and APPLE_TEAM_ID are set')
    return
  }
  const { notarize } = await import('@electron/notarize')
  await notarize({ appPath: join(appOutDir, `${packager.appInfo.productFilename}.app`), ...credentials })
}
