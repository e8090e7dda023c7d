/** Presets of the security settings, what they change, and a change as commands: words for several pages. */
export const policies = {
  preset: {
    name: { development: 'Development', pipelines: 'CI/CD Pipelines', production: 'Production', enterprise: 'Enterprise/Compliance' },
    secureKeys: { recommended: 'Secure keys recommended', required: 'Secure keys required' },
    expiration: { optional: 'Expiration optional', required: 'Expiration required' },
    maxDays: 'At most {least} to {most} days; the preset takes {most}'
  },
  direction: { same: 'Unchanged', stricter: 'Stricter', looser: 'Less strict', different: 'Different' },
  command: {
    shell: { posix: 'Linux and macOS (sh, bash, zsh)', powershell: 'PowerShell' },
    tool: { cli: 'Capgo command line', request: 'Web request' },
    credential: {
      apiKey: 'It takes an API key from the variable CAPGO_TOKEN; the key itself is not in it.',
      session: 'It takes the access token of a session from the variable CAPGO_SESSION; the token itself is not in it.'
    },
    elsewhere: 'It takes the public key of your server from the variable CAPGO_SUPA_ANON.',
    note: {
      needsSession: 'While 2FA is enforced, and to switch it on, the server takes changes from a session only. The command line of Capgo has --enforce-2fa, and the server refuses it from any API key.',
      notWhileEnforced: 'Whether 2FA is enforced is unknown. Where it is, the server refuses this from any API key.',
      asksFirst: 'Where members do not meet the policy in force, the command asks before it goes on.',
      needsSecureKey: 'From then on plain-text API keys are refused at once, the one in CAPGO_TOKEN too if it is one.',
      needsExpiringKey: 'From then on the server wants a key that expires; without an expiry the one in CAPGO_TOKEN is refused.'
    }
  }
}
