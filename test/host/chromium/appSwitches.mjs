import { notCarried } from '../strict.mjs'

/**
 * What the app asked of Chromium, as Chromium's command line: the switches it appended, the proxy of its session, the
 * WebRTC policy of its windows.
 *
 * @param {object} asked
 * @param {ReadonlyMap<string, string>} asked.switches
 * @param {{ mode?: string, proxyRules?: string, proxyBypassRules?: string, pacScript?: string }} asked.proxy as `session.setProxy` takes it
 * @param {string} asked.webRtcPolicy
 */
export function appSwitches({ switches, proxy, webRtcPolicy }) {
  const own = [...switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
  // Its name changed between versions of Chromium; the unknown one is passed over.
  const webRtc = webRtcPolicy === 'default' ? [] : [`--webrtc-ip-handling-policy=${webRtcPolicy}`, `--force-webrtc-ip-handling-policy=${webRtcPolicy}`]
  return [...own, ...proxySwitches(proxy), ...webRtc]
}

function proxySwitches({ mode, proxyRules, proxyBypassRules, pacScript }) {
  const kind = mode ?? (pacScript ? 'pac_script' : proxyRules ? 'fixed_servers' : 'system')
  if (kind === 'system') return []
  if (kind === 'direct') return ['--no-proxy-server']
  if (kind !== 'fixed_servers' || !proxyRules) throw notCarried(`session.setProxy with the mode ${kind}`)
  return [`--proxy-server=${proxyRules}`, ...(proxyBypassRules ? [`--proxy-bypass-list=${proxyBypassRules}`] : [])]
}
