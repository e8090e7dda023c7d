import { expect, it } from 'vitest'
import { managedSettingsSchema, policyFileSchema, updatePolicySchema } from '#shared/domain/policy'
import { readDocument } from './documents'

const guide = readDocument('resources/guides/administrator.md').text
const fields = [
  ...Object.keys(policyFileSchema.shape).filter((name) => name !== 'settings' && name !== 'updates'),
  ...Object.keys(managedSettingsSchema.shape).map((name) => `settings.${name}`),
  ...Object.keys(updatePolicySchema.shape).map((name) => `updates.${name}`)
]

it('the guide of administrators has a line for every field of the policy file, and for no other', () => {
  const part = guide.slice(guide.indexOf('### Every field'), guide.indexOf('### What holds'))
  const described = [...part.matchAll(/^\| `([\w.]+)`/gmu)].map(([, name]) => name)
  expect(described.toSorted()).toEqual(fields.toSorted())
})

it('its example is a policy file that Gatehouse takes whole', () => {
  const example = /```json\n([\s\S]*?)```/u.exec(guide)?.[1] ?? ''
  expect(policyFileSchema.safeParse(JSON.parse(example)).error).toBeUndefined()
})
