import { z } from 'zod'
import { settingsSchema } from './settings'

/** What an administrator may decide in a person's stead, of all that there is to set. */
export const managedSettingsSchema = settingsSchema.pick({ language: true, theme: true, motion: true, idleLockMinutes: true, clipboardSeconds: true, refreshMinutes: true, expiryNotices: true, batchNotices: true, startAtLogin: true, tray: true, proxy: true }).partial()
export type ManagedSettings = z.infer<typeof managedSettingsSchema>

export const settingNameSchema = managedSettingsSchema.keyof()
export type SettingName = z.infer<typeof settingNameSchema>

const addressSchema = z.url({ normalize: true })

/** Whether requests name the origin just so: not where there is no such host or port, nor with the port that goes without saying. */
const isWritten = (origin: string): boolean => addressSchema.safeParse(origin).data === `${origin}/`

/** `https://host` or `https://host:port`, as it stands before the path of every request. */
export const serverOriginSchema = z.string().max(300).regex(/^https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9]\d{0,4})?$/u).refine(isWritten)

export const updatePolicySchema = z.strictObject({
  enabled: z.boolean(),
  /** Where updates are looked for, without a name or password; null: where the program looks by itself. */
  feed: z.string().max(1000).regex(/^https:\/\/[^\s/@?#\\]+(?:[/?#]\S*)?$/u).refine((feed) => addressSchema.safeParse(feed).success).nullable()
})

/**
 * The file by which an administrator manages Gatehouse on a computer. Everything but the version may be left out; what is left
 * out is the person's own choice.
 */
export const policyFileSchema = z.strictObject({
  version: z.literal(1),
  settings: managedSettingsSchema.optional(),
  /** Minutes without input after which Gatehouse locks at the latest; the person may choose a shorter time. */
  idleLockMaximumMinutes: z.int().min(1).max(240).optional(),
  /** Requests go to these and to this computer itself, nowhere else. A server has two: its API and its Supabase host. */
  servers: z.array(serverOriginSchema).max(100).optional(),
  /** Whether the demo organization may be opened. */
  demo: z.boolean().optional(),
  updates: updatePolicySchema.partial().optional()
})

/**
 * What is wrong with the file, or with a field of it: it cannot be read; it is not JSON; it is longer than 64 KiB; it is of another
 * version; the value is not one that the field takes, or stands there twice; there is no such field.
 */
export const policyProblemSchema = z.enum(['unreadable', 'notJson', 'tooLarge', 'version', 'wrong', 'unknown'])

/** A policy as it is in force. */
export const policySchema = z.strictObject({
  /** Where the file is looked for. */
  path: z.string(),
  /** Whether there is one. */
  present: z.boolean(),
  settings: managedSettingsSchema,
  /** Managed by a file that does not say how: they are as by default, those that protect at least as strict, and nobody changes them. */
  held: z.array(settingNameSchema),
  idleLockMaximumMinutes: z.int().nullable(),
  /** null: any */
  servers: z.array(serverOriginSchema).nullable(),
  demo: z.boolean(),
  updates: updatePolicySchema,
  /** `field`: dotted, as in the file; empty: the file itself. */
  problems: z.array(z.strictObject({ field: z.string().max(200), problem: policyProblemSchema })).max(100)
})
export type Policy = z.infer<typeof policySchema>
export type PolicyProblem = Policy['problems'][number]

export const noPolicy = (path: string): Policy => ({ path, present: false, settings: {}, held: [], idleLockMaximumMinutes: null, servers: null, demo: true, updates: { enabled: true, feed: null }, problems: [] })
