import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { connection, openSecurityPage } from './securityPageHarness'

describe('another credential of the open connection', () => {
  it('reads the page anew: what one may see, another may not', async () => {
    const page = await openSecurityPage()
    expect(page.theSwitch()).toBeDefined()
    useConnectionStore(page.pinia).become({ status: 'signedIn', connection: { ...connection, credential: { kind: 'apiKey', storage: 'memory', fingerprint: '0123456789ab' } } })
    await flushPromises()
    expect(page.fake.inputsOf('organizationSecurity.read')).toHaveLength(2)
    expect(page.theSwitch()).toBeDefined()
  })
})
