import { z } from 'zod'
import { appInfoSchema } from '../domain/appInfo'
import { connectionStateSchema, serverAddressSchema, signInStepSchema } from '../domain/connection'
import { organizationIdSchema, organizationSummarySchema } from '../domain/organization'
import { organizationSecuritySchema } from '../domain/organizationSecurity'
import { settingsSchema } from '../domain/settings'
import { vaultStateSchema } from '../domain/vaultState'
import type { ChannelName } from './channels'

const nothing = z.null()
const noInput = z.undefined()

export const networkStateSchema = z.strictObject({ online: z.boolean() })

/** The one list of operations: what goes in, what comes out. Both sides of the bridge are typed and checked by it. */
export const contract = {
  'app.info': { input: noInput, output: appInfoSchema },

  'settings.read': { input: noInput, output: settingsSchema },
  'settings.update': { input: settingsSchema.partial(), output: settingsSchema },

  'vault.state': { input: noInput, output: vaultStateSchema },

  'connection.current': { input: noInput, output: connectionStateSchema },
  'connection.openDemo': { input: noInput, output: connectionStateSchema },
  'connection.resetDemo': { input: noInput, output: connectionStateSchema },
  'connection.signInWithApiKey': {
    input: z.strictObject({ apiKey: z.string().trim().min(1).max(500), server: serverAddressSchema }),
    output: signInStepSchema
  },
  'connection.signInWithPassword': {
    input: z.strictObject({ email: z.string().trim().min(3).max(320), password: z.string().min(1).max(1000), server: serverAddressSchema }),
    output: signInStepSchema
  },
  'connection.verifyCode': {
    input: z.strictObject({ attemptId: z.uuid(), code: z.string().regex(/^\d{6}$/u) }),
    output: signInStepSchema
  },
  'connection.cancelSignIn': { input: z.strictObject({ attemptId: z.uuid() }), output: nothing },
  'connection.signOut': { input: noInput, output: connectionStateSchema },
  'connection.rememberOrganization': { input: z.strictObject({ organizationId: organizationIdSchema }), output: nothing },

  'network.state': { input: noInput, output: networkStateSchema },

  'organizations.list': { input: noInput, output: z.array(organizationSummarySchema) },

  'organizationSecurity.read': { input: z.strictObject({ organizationId: organizationIdSchema }), output: organizationSecuritySchema },
  'organizationSecurity.setTwoFactorEnforcement': {
    input: z.strictObject({
      organizationId: organizationIdSchema,
      enforce: z.boolean(),
      /** The reading that the person decided on; main stops when somebody would lose access who was not shown in it. */
      judgedOn: z.uuid(),
      /** The organization's name as typed to outweigh the guard's warnings; null when none was needed. */
      override: z.string().max(500).nullable()
    }),
    output: z.strictObject({
      /**
       * `applied`: confirmed and read back. `alreadySo`: somebody else had made the same change. `confirmedByReading`: the
       * answer was lost, the setting reads as asked. `confirmedUnread`: the server's answer confirms it, reading back failed.
       */
      outcome: z.enum(['applied', 'alreadySo', 'confirmedByReading', 'confirmedUnread']),
      security: organizationSecuritySchema
    })
  },

  'clipboard.copyText': { input: z.strictObject({ text: z.string().max(20_000_000) }), output: nothing },
  'files.saveText': {
    input: z.strictObject({
      suggestedName: z.string().regex(/^[\w .()-]{1,120}\.(csv|json|txt)$/u),
      content: z.string().max(50_000_000)
    }),
    /** null: the person closed the dialog. */
    output: z.strictObject({ path: z.string() }).nullable()
  },
  'links.open': { input: z.strictObject({ url: z.url({ protocol: /^https$/u }).max(2000) }), output: nothing }
} as const satisfies Record<ChannelName, { input: z.ZodType; output: z.ZodType }>

export type Contract = typeof contract
export type ChannelInput<C extends ChannelName> = z.input<Contract[C]['input']>
export type ParsedInput<C extends ChannelName> = z.output<Contract[C]['input']>
export type ChannelOutput<C extends ChannelName> = z.output<Contract[C]['output']>
