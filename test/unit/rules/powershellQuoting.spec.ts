import { describe, expect, it } from 'vitest'
import { commandLines, requestFor } from '#shared/rules/commandLine'
import { powershellQuoted } from '#shared/rules/shellQuoting'

/** What PowerShell reads of a word in single quotes, after about_Quoting_Rules: any two of its single quotes in a row are the first. */
function readByPowershell(word: string): string {
  if (!word.startsWith("'")) return word
  return word.slice(1, -1).replaceAll(/(['\u2018-\u201B])['\u2018-\u201B]/gu, '$1')
}

describe('a word of PowerShell', () => {
  it.each([
    ['plain', 'plain'],
    ['--no-enforce-2fa', '--no-enforce-2fa'],
    ['https://sb.capgo.example:8443/x', 'https://sb.capgo.example:8443/x'],
    ['@capgo/cli', "'@capgo/cli'"],
    ['--flag.of:two', "'--flag.of:two'"],
    ['', "''"],
    ["it's", "'it''s'"],
    ['it\u2019s', "'it\u2019\u2019s'"],
    ['$env:HOME `n $(rm)', "'$env:HOME `n $(rm)'"],
    ['a;b|c&d>e', "'a;b|c&d>e'"],
    ['{"a":"b"}', '\'{"a":"b"}\'']
  ])('%s is written %s, and read as it was', (text, written) => {
    expect(powershellQuoted(text)).toBe(written)
    expect(readByPowershell(written)).toBe(text)
  })
})

describe('the commands for PowerShell', () => {
  const target = { organizationId: '7c1d2a4e-0b0f-4c53-9a61-3f6a5d0c8e11', api: 'https://api.capgo.app', supabase: 'https://sb.capgo.example', enforced: false }
  const change = { enforcesEncryptedBundles: true, enforcesSecureKeys: true, requiredEncryptionKey: 'a"b\'c $x `y 1234567' }

  it('give no program a double quote inside a word, which 5.1 would drop', () => {
    for (const { tool, powershell } of commandLines(target, change)) if (tool === 'cli') expect(powershell.replaceAll(/"\$env:\w+"/gu, '')).not.toContain('"')
  })

  it('send the body by a cmdlet, never by the curl that is an alias', () => {
    const { powershell = '' } = requestFor(target, change) ?? {}
    expect(powershell).toMatch(/^Invoke-RestMethod -Method Put /u)
    expect(powershell).not.toMatch(/\bcurl\b/u)
    const body = powershell.slice(powershell.indexOf('-Body ') + 6)
    expect(JSON.parse(readByPowershell(body))).toMatchObject({ required_encryption_key: change.requiredEncryptionKey })
  })
})
