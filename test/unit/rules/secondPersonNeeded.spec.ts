import { describe, expect, it } from 'vitest'
import { isSecondPersonNeeded } from '#shared/rules/secondPersonNeeded'

const organizationId = '0a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1b2c3d'
const kept = { organizations: [{ server: 'capgo.app', organizationId, needed: true }], uncertain: false }

describe('whether a second person is needed', () => {
  it('is of one organization of one server, however their names are written', () => {
    expect(isSecondPersonNeeded(kept, { server: 'capgo.app', organizationId })).toBe(true)
    expect(isSecondPersonNeeded(kept, { server: 'CAPGO.app', organizationId: organizationId.toUpperCase() })).toBe(true)
    expect(isSecondPersonNeeded(kept, { server: 'demo', organizationId })).toBe(false)
    expect(isSecondPersonNeeded(kept, { server: 'capgo.app', organizationId: '1a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1b2c3d' })).toBe(false)
  })

  it('is yes where it is not known, until somebody decides', () => {
    expect(isSecondPersonNeeded({ organizations: [], uncertain: true }, { server: 'capgo.app', organizationId })).toBe(true)
    expect(isSecondPersonNeeded({ organizations: [{ server: 'capgo.app', organizationId, needed: false }], uncertain: true }, { server: 'capgo.app', organizationId })).toBe(false)
  })
})
