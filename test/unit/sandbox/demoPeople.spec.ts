import { expect, it } from 'vitest'
import { demoPeople } from '../../../electron/main/sandbox/world/demoPeople'

it('gives everybody in a large organization an address of their own', () => {
  const people = demoPeople(100_000, 'meridian.example', Date.UTC(2026, 10, 20))
  expect(new Set(people.map(({ user }) => user.email)).size).toBe(100_000)
  expect(new Set(people.map(({ user }) => user.id)).size).toBe(100_000)
})
