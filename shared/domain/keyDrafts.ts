import { z } from 'zod'
import { keyAppRoleSchema, keyIdSchema, keyOrganizationRoleSchema, keyStateSchema } from './apiKey'
import { organizationIdSchema } from './organization'

/** The server makes every key's text as a UUID; a name in which one was pasted by mistake is not kept. */
const keyText = /[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}/iu

/** Whether a name that somebody types has a key's text in it. */
export const holdsKeyText = (name: string): boolean => keyText.test(name)

const serverName = z.string().max(1000)
const typedName = serverName.refine((name) => !holdsKeyText(name))

/** A new key as it stands in the form, finished or not. Names, roles and dates; no key has a secret yet. */
export const draftedKeySchema = z.strictObject({
  name: typedName,
  secure: z.boolean(),
  expiry: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('never') }),
    z.strictObject({ kind: z.literal('days'), days: z.int().min(1).max(1_000_000) }),
    /** Empty: no moment is entered yet. */
    z.strictObject({ kind: z.literal('at'), at: z.union([z.iso.datetime(), z.literal('')]) })
  ]),
  organizationRole: keyOrganizationRoleSchema.nullable(),
  apps: z.array(z.strictObject({ appId: z.string().min(1).max(100), role: keyAppRoleSchema })).max(500),
  nextAppRole: keyAppRoleSchema,
  mayCreateOrganizations: z.boolean(),
  replaces: z.strictObject({ keyId: keyIdSchema, name: serverName }).nullable()
})
export type DraftedKey = z.infer<typeof draftedKeySchema>

/** An edit of a key that is not saved: the key as the person saw it, and as they want it. */
export const draftedEditSchema = z
  .strictObject({ keyId: keyIdSchema, base: keyStateSchema, wanted: keyStateSchema })
  .refine(({ base, wanted }) => wanted.name === base.name || !holdsKeyText(wanted.name))
export type DraftedEdit = z.infer<typeof draftedEditSchema>

/** What is typed about the keys of one organization and not sent. */
export const keyDraftsShape = {
  newKey: draftedKeySchema.nullable(),
  /** One for a key. */
  edits: z.array(draftedEditSchema).max(1000)
}
export const draftedKeysSchema = z.strictObject(keyDraftsShape)
export type DraftedKeys = z.infer<typeof draftedKeysSchema>

export const keptKeyDraftsSchema = z.strictObject({
  organizationId: organizationIdSchema,
  /** null: no draft. */
  draft: z.strictObject({ ...keyDraftsShape, keptAt: z.iso.datetime() }).nullable(),
  /** The file could not be used as it was in this run and stands aside, so that a draft may be missing. */
  setAside: z.boolean()
})
export type KeptKeyDrafts = z.infer<typeof keptKeyDraftsSchema>
