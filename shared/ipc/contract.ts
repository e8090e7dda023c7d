import { z } from 'zod'
import { accountSecuritySchema, twoFactorEnrolmentSchema } from '../domain/account'
import { appInfoSchema } from '../domain/appInfo'
import { backgroundSchema } from '../domain/background'
import { auditOperationSchema, auditPageSchema, auditTableSchema } from '../domain/audit'
import { askedMembersSchema, campaignGoalSchema, campaignSchema, goalRecordSchema } from '../domain/campaign'
import {
  connectionNameSchema,
  connectionOutlineSchema,
  connectionSchema,
  connectionStateSchema,
  connectionTestSchema,
  credentialKindSchema,
  serverAddressSchema,
  signInStepSchema
} from '../domain/connection'
import { chosenKeySchema, keyChangeOutcomeSchema, keyChangeSchema, keyIdSchema, keyStateSchema, keyWishSchema, newSecretOutcomeSchema } from '../domain/apiKey'
import { deletableKindSchema, keptDataSchema } from '../domain/keptData'
import { keySecretsSchema } from '../domain/heldSecret'
import { journalPageSchema, journalVerificationSchema } from '../domain/journal'
import { batchActionSchema, keyBatchSchema } from '../domain/keyBatch'
import { keyBindingSchema, keyInventorySchema } from '../domain/keyInventory'
import { keyRevocationSchema } from '../domain/keyRevocation'
import { keyTwinSchema } from '../domain/keyTwin'
import { mailSchema } from '../domain/mail'
import { openRequestSchema } from '../domain/openRequest'
import { extraCertificateSchema, networkRouteSchema, networkStateSchema } from '../domain/network'
import { acceptanceOutcomeSchema, organizationIdSchema, organizationSummarySchema } from '../domain/organization'
import { organizationAccessSchema } from '../domain/organizationAccess'
import { known, organizationSecuritySchema } from '../domain/organizationSecurity'
import { pageErrorSchema } from '../domain/pageError'
import { settingsChangeSchema, settingsOutcomeSchema } from '../domain/policyChange'
import { diagnosticsSchema } from '../domain/diagnostics'
import { draftedKeysSchema, keptKeyDraftsSchema } from '../domain/keyDrafts'
import { draftedSettingsSchema, draftOwnerSchema, keptDraftSchema } from '../domain/securityDraft'
import { securitySettingsSchema } from '../domain/securitySettings'
import { postureHistorySchema } from '../domain/postureHistory'
import { policySchema } from '../domain/policy'
import { settingsSchema } from '../domain/settings'
import { vaultStateSchema } from '../domain/vaultState'
import { zoomStepSchema } from '../domain/zoom'
import { allPolicyWarnings } from '../rules/policyLockoutGuard'
import type { ChannelName } from './channels'
import { programContract } from './programContract'
import { reviewContract } from './reviewContract'

const nothing = z.null()
const noInput = z.undefined()
const passwordSchema = z.string().min(1).max(1000)
const emailSchema = z.string().trim().min(3).max(320)
const sixDigitsSchema = z.string().regex(/^\d{6}$/u)
/** null: a new connection; otherwise the credential joins, or replaces that of, this one, at the same server. */
const joinedConnection = z.uuid().nullable()

/** The one list of operations: what goes in, what comes out. Both sides of the bridge are typed and checked by it. */
export const contract = {
  'app.info': { input: noInput, output: appInfoSchema },
  /** What the system asked to open last, told once; null: nothing. A window that was not there yet has not heard of it. */
  'app.openRequest': { input: noInput, output: openRequestSchema.nullable() },
  /** Of the whole window, one step at a time; answers with the factor, 1 for the actual size. */
  /** When the page had ended by itself and was loaded again; told once, null otherwise. */
  'app.crash': { input: noInput, output: z.strictObject({ at: z.iso.datetime().nullable() }) },
  /** For the log, which keeps twenty a minute. */
  'app.pageError': { input: pageErrorSchema, output: nothing },
  /** As the menu's own: what may be lost is asked about first. */
  'app.quit': { input: noInput, output: nothing },
  'app.zoom': { input: z.strictObject({ step: zoomStepSchema }), output: z.strictObject({ factor: z.number() }) },

  'settings.read': { input: noInput, output: settingsSchema },
  /** Fails as `managed`, with the fields, for what the policy decides. */
  'settings.update': { input: settingsSchema.partial(), output: settingsSchema },

  'background.state': { input: noInput, output: backgroundSchema },
  /** Asks the system, and answers what it says afterwards. Fails as `managed`, and as `storageFailed` where an entry could not be written. */
  'background.startAtLogin': { input: z.strictObject({ on: z.boolean() }), output: backgroundSchema },

  'policy.current': { input: noInput, output: policySchema },

  'keptData.list': { input: noInput, output: keptDataSchema },
  /** Answers what is kept then. */
  'keptData.delete': { input: z.strictObject({ kind: deletableKindSchema }), output: keptDataSchema },

  'vault.state': { input: noInput, output: vaultStateSchema },

  'connections.list': { input: noInput, output: z.array(connectionOutlineSchema) },
  /** Opens a connection, or another credential of the open one; null: the one it used last. */
  /** The file of connections could not be used as it was in this run, and stands aside under this name; null: it could. */
  'connections.setAside': { input: noInput, output: z.string().nullable() },
  /** `password`: the proof that a credential takes while it is locked; null where none was asked for yet. */
  'connections.use': { input: z.strictObject({ connectionId: z.uuid(), credential: credentialKindSchema.nullable(), password: passwordSchema.nullable() }), output: connectionStateSchema },
  'connections.rename': { input: z.strictObject({ connectionId: z.uuid(), name: connectionNameSchema }), output: nothing },
  /** Tries each credential at the server; the one in use stays in use. */
  'connections.test': { input: z.strictObject({ connectionId: z.uuid() }), output: connectionTestSchema },
  'connections.removeCredential': { input: z.strictObject({ connectionId: z.uuid(), credential: credentialKindSchema }), output: connectionStateSchema },
  /** Removes every secret and everything kept about it. */
  'connections.remove': { input: z.strictObject({ connectionId: z.uuid() }), output: connectionStateSchema },

  'connection.current': { input: noInput, output: connectionStateSchema },
  'connection.openDemo': { input: noInput, output: connectionStateSchema },
  'connection.resetDemo': { input: noInput, output: connectionStateSchema },
  'connection.signInWithApiKey': {
    input: z.strictObject({ apiKey: z.string().trim().min(1).max(500), server: serverAddressSchema, connectionId: joinedConnection }),
    output: signInStepSchema
  },
  'connection.signInWithPassword': {
    input: z.strictObject({ email: emailSchema, password: passwordSchema, server: serverAddressSchema, connectionId: joinedConnection }),
    output: signInStepSchema
  },
  /** Opens the console's own sign-in page in a window of its own, for captcha and single sign-on; ends when it is closed. */
  'connection.signInOnConsole': {
    /** `console`: where the console of a self-hosted server is; null for the usual place. */
    input: z.strictObject({ server: serverAddressSchema, console: z.string().trim().max(300).nullable(), connectionId: joinedConnection }),
    output: signInStepSchema
  },
  /** Closes the window of the console; the sign-in there ends as `cancelled`. */
  'connection.closeConsole': { input: noInput, output: nothing },
  'connection.verifyCode': {
    input: z.strictObject({ attemptId: z.uuid(), code: sixDigitsSchema }),
    output: signInStepSchema
  },
  'connection.cancelSignIn': { input: z.strictObject({ attemptId: z.uuid() }), output: nothing },
  'connection.signOut': { input: noInput, output: connectionStateSchema },
  'connection.rememberOrganization': { input: z.strictObject({ organizationId: organizationIdSchema }), output: nothing },

  'lock.lock': { input: noInput, output: connectionStateSchema },
  /** `password` where the state's proof is `password`, otherwise null. */
  'lock.unlock': { input: z.strictObject({ password: passwordSchema.nullable() }), output: connectionStateSchema },
  /** Answers `presenceNeeded`; main then takes dangerous changes for a while. */
  'presence.prove': { input: z.strictObject({ password: passwordSchema.nullable() }), output: z.strictObject({ until: z.iso.datetime() }) },

  'account.security': { input: noInput, output: accountSecuritySchema },
  'account.sendEmailCode': { input: noInput, output: nothing },
  'account.enrolTwoFactor': { input: z.strictObject({ emailCode: sixDigitsSchema }), output: twoFactorEnrolmentSchema },
  'account.confirmTwoFactor': { input: z.strictObject({ factorId: z.uuid(), code: sixDigitsSchema }), output: connectionSchema },
  'account.cancelTwoFactor': { input: z.strictObject({ factorId: z.uuid() }), output: nothing },
  /** Proves to the server that the present password meets the organization's policy. */
  'account.provePassword': { input: z.strictObject({ organizationId: organizationIdSchema, password: passwordSchema }), output: nothing },
  'account.changePassword': { input: z.strictObject({ password: passwordSchema }), output: nothing },

  'network.state': { input: noInput, output: networkStateSchema },
  /** How the server of the open connection is reached now, or Capgo's own without one. */
  'network.route': { input: noInput, output: networkRouteSchema },
  'network.certificates': { input: noInput, output: z.array(extraCertificateSchema) },
  /** Asks for a file; null: the person closed the dialog. */
  'network.addCertificate': { input: noInput, output: z.array(extraCertificateSchema).nullable() },
  'network.removeCertificate': { input: z.strictObject({ fingerprint: extraCertificateSchema.shape.fingerprint }), output: z.array(extraCertificateSchema) },

  'organizations.list': { input: noInput, output: z.array(organizationSummarySchema) },
  /** Counted by the server without sending anybody's name. */
  'organizations.countTwoFactor': {
    input: z.strictObject({ organizationId: organizationIdSchema }),
    output: z.strictObject({ organizationId: organizationIdSchema, members: known(z.int()), withoutTwoFactor: known(z.int()) })
  },
  'organizations.acceptInvitation': { input: z.strictObject({ organizationId: organizationIdSchema }), output: z.strictObject({ outcome: acceptanceOutcomeSchema }) },
  'organizationAccess.read': { input: z.strictObject({ organizationId: organizationIdSchema }), output: organizationAccessSchema },

  'organizationSecurity.read': { input: z.strictObject({ organizationId: organizationIdSchema }), output: organizationSecuritySchema },
  'organizationSecurity.applySettings': {
    input: z.strictObject({
      organizationId: organizationIdSchema,
      change: settingsChangeSchema,
      /** The settings that the person decided on; main stops when they are others by now. */
      base: securitySettingsSchema,
      /** The readings that the person decided on; main stops when somebody or something would be touched that was not shown in them. */
      judgedOn: z.strictObject({ security: z.uuid(), keys: z.uuid().nullable() }),
      /**
       * The organization's name as typed to outweigh the guard's warnings, and those that it was typed for: one that was not
       * among them has been read by nobody. null when none was needed.
       */
      override: z.strictObject({ name: z.string().max(500), outweighs: z.array(z.enum(allPolicyWarnings)).max(50) }).nullable(),
      /** It takes a former change back; the journal calls it so. */
      undo: z.literal(true).optional()
    }),
    output: settingsOutcomeSchema
  },
  /** How many bundles are not encrypted as asked. */
  'organizationSecurity.countBundles': {
    input: z.strictObject({ organizationId: organizationIdSchema, requiredKey: z.string().max(200).nullable() }),
    output: z.strictObject({ notAsAsked: z.int() })
  },
  'keyInventory.read': { input: z.strictObject({ organizationId: organizationIdSchema }), output: keyInventorySchema },

  /** The secret goes into the keychain and not to the window; presence is asked for. */
  'apiKeys.create': { input: z.strictObject({ organizationId: organizationIdSchema, wish: keyWishSchema }), output: newSecretOutcomeSchema },
  /** `base`: the key as the person saw it. */
  'apiKeys.update': { input: chosenKeySchema.extend({ base: keyStateSchema, change: keyChangeSchema }), output: keyChangeOutcomeSchema },
  'apiKeys.regenerate': { input: chosenKeySchema, output: newSecretOutcomeSchema },
  'apiKeys.delete': { input: chosenKeySchema, output: keyChangeOutcomeSchema },

  'keySecrets.list': { input: noInput, output: keySecretsSchema },
  /** The one operation that hands a secret to the window: asked for by the person, after `presence.prove`, kept out of pictures of the screen until `conceal`. */
  'keySecrets.reveal': { input: z.strictObject({ secretId: z.uuid() }), output: z.strictObject({ secret: z.string().max(1000), until: z.iso.datetime() }) },
  'keySecrets.conceal': { input: noInput, output: nothing },
  /** Main writes the clipboard, and clears it at `clearsAt` if it still holds the secret. */
  'keySecrets.copy': { input: z.strictObject({ secretId: z.uuid() }), output: z.strictObject({ clearsAt: z.iso.datetime(), keptOutOfHistory: z.boolean() }) },
  /** One file, encrypted with the passphrase (age); null: the person closed the dialog. */
  'keySecrets.save': { input: z.strictObject({ secretIds: z.array(z.uuid()).min(1).max(5000), passphrase: z.string().min(12).max(1000) }), output: z.strictObject({ path: z.string() }).nullable() },
  /** Forgets it for good. `conflict` unless it was copied or saved before, or `notNeeded` says so. */
  'keySecrets.release': { input: z.strictObject({ secretIds: z.array(z.uuid()).min(1).max(5000), notNeeded: z.boolean() }), output: keySecretsSchema },
  /** Takes a stated outcome off the list. */
  'keySecrets.dismiss': { input: z.strictObject({ attemptId: z.uuid() }), output: keySecretsSchema },

  /** Bulk runs that are not forgotten, the newest first. */
  'keyBatch.list': { input: z.strictObject({ organizationId: organizationIdSchema }), output: z.array(keyBatchSchema) },
  /** Runs of an earlier time whose files cannot be read; whose they are nobody can say. */
  'keyBatch.unreadable': { input: noInput, output: z.array(z.uuid()) },
  'keyBatch.start': {
    input: z.strictObject({ organizationId: organizationIdSchema, action: batchActionSchema, keys: z.array(z.strictObject({ keyId: keyIdSchema, name: z.string().max(1000) })).min(1).max(5000) }),
    output: keyBatchSchema
  },
  /** Between keys: what is on its way is awaited. */
  'keyBatch.pause': { input: z.strictObject({ batchId: z.uuid() }), output: keyBatchSchema },
  /** `retryFailed`: also what was refused or never sent. What was sent is never sent again. */
  'keyBatch.resume': { input: z.strictObject({ batchId: z.uuid(), retryFailed: z.boolean() }), output: keyBatchSchema },
  /** Of a run that is not running; secrets that are held stay held. `conflict` (`outcomesUnknown`) where a key's outcome is unknown, unless `alsoUnknown`. */
  'keyBatch.forget': { input: z.strictObject({ batchId: z.uuid(), alsoUnknown: z.boolean() }), output: nothing },

  'keyTwin.list': { input: z.strictObject({ organizationId: organizationIdSchema }), output: z.array(keyTwinSchema) },
  /** Creates the copy: same kind or `secure`, same roles, an expiry as long as the old key's was, within the policy. */
  'keyTwin.start': { input: chosenKeySchema.extend({ newName: keyWishSchema.shape.name, secure: z.boolean(), expiresAt: z.iso.datetime().nullable() }), output: keyTwinSchema },
  'keyTwin.advance': { input: z.strictObject({ twinId: z.uuid(), stage: z.enum(['handedOver', 'confirmed']) }), output: keyTwinSchema },
  /** Deletes the old key. */
  'keyTwin.finish': { input: z.strictObject({ twinId: z.uuid() }), output: keyTwinSchema },
  'keyTwin.abandon': { input: z.strictObject({ twinId: z.uuid() }), output: keyTwinSchema },
  /** Of a rotation that has ended. */
  'keyTwin.dismiss': { input: z.strictObject({ twinId: z.uuid() }), output: nothing },

  'keyRevocation.list': { input: z.strictObject({ organizationId: organizationIdSchema }), output: z.array(keyRevocationSchema) },
  /** Takes the roles of somebody else's key in this organization away; it has to have the roles that the person saw. */
  'keyRevocation.revoke': { input: chosenKeySchema.extend({ rbacId: z.string().min(1).max(100), seen: z.array(keyBindingSchema).min(1).max(500) }), output: keyRevocationSchema },
  'keyRevocation.undo': { input: z.strictObject({ revocationId: z.uuid() }), output: keyRevocationSchema },
  /** `conflict` (`rolesToGiveBack`) where roles could still be given back, unless `alsoTaken`: then Gatehouse no longer knows which they were. */
  'keyRevocation.dismiss': { input: z.strictObject({ revocationId: z.uuid(), alsoTaken: z.boolean() }), output: nothing },

  /** Kept on this computer; main records what it reads for the window. */
  'posture.history': { input: z.strictObject({ organizationId: organizationIdSchema }), output: postureHistorySchema },

  /** The organization's audit log, as the server keeps it for 30 days; null: of every kind. Pages count from 0. */
  'activity.audit': {
    input: z.strictObject({ organizationId: organizationIdSchema, tableName: auditTableSchema.nullable(), operation: auditOperationSchema.nullable(), page: z.int().min(0).max(1_000_000) }),
    output: auditPageSchema
  },
  /** What was changed with Gatehouse on this computer; null: in every organization. Pages count from 0. */
  'journal.list': { input: z.strictObject({ organizationId: organizationIdSchema.nullable(), page: z.int().min(0).max(1_000_000) }), output: journalPageSchema },
  'journal.verify': { input: noInput, output: journalVerificationSchema },
  /** Asks where to save the whole of it as it stands; null: the person closed the dialog. */
  'journal.export': { input: noInput, output: z.strictObject({ path: z.string() }).nullable() },

  'clipboard.copyText': { input: z.strictObject({ text: z.string().max(20_000_000) }), output: nothing },
  /** A long text is brought over before somebody asks for it; main keeps the last one only, in memory. */
  'clipboard.prepareText': { input: z.strictObject({ text: z.string().max(20_000_000) }), output: z.strictObject({ preparedId: z.uuid() }) },
  /** `copied` is false where main has it no more; nothing was written then. */
  'clipboard.copyPrepared': { input: z.strictObject({ preparedId: z.uuid() }), output: z.strictObject({ copied: z.boolean() }) },
  'files.saveText': {
    input: z.strictObject({
      suggestedName: z.string().regex(/^[\w .()-]{1,120}\.(csv|json|txt|ics)$/u),
      content: z.string().max(50_000_000)
    }),
    /** null: the person closed the dialog. */
    output: z.strictObject({ path: z.string() }).nullable()
  },
  'links.open': { input: z.strictObject({ url: z.url({ protocol: /^https$/u }).max(2000) }), output: nothing },
  /** Begins a message in the person's mail program; whether it is sent is theirs, and is not told. Main makes the link. */
  'mail.compose': { input: mailSchema, output: nothing },

  'campaign.read': { input: z.strictObject({ organizationId: organizationIdSchema }), output: campaignSchema },
  /** Marks members as asked, now. */
  'campaign.record': { input: z.strictObject({ organizationId: organizationIdSchema, goal: campaignGoalSchema, userIds: askedMembersSchema }), output: campaignSchema },
  'campaign.plan': { input: z.strictObject({ organizationId: organizationIdSchema, goal: campaignGoalSchema, enforceOn: goalRecordSchema.shape.enforceOn }), output: campaignSchema },
  /** `at` names one time that members were marked; null: all of them, and the planned day. */
  'campaign.forget': { input: z.strictObject({ organizationId: organizationIdSchema, goal: campaignGoalSchema, at: z.iso.datetime().nullable() }), output: campaignSchema },

  'securityDraft.read': { input: z.strictObject({ organizationId: organizationIdSchema, of: draftOwnerSchema }), output: keptDraftSchema },
  /** Nothing drafted any more removes it. Refused (`conflict`, `otherPerson`), as `read`, where somebody else is signed in by then. */
  'securityDraft.keep': { input: z.strictObject({ organizationId: organizationIdSchema, of: draftOwnerSchema, settings: draftedSettingsSchema }), output: nothing },
  'keyDrafts.read': { input: z.strictObject({ organizationId: organizationIdSchema, of: draftOwnerSchema }), output: keptKeyDraftsSchema },
  /** As of settings. */
  'keyDrafts.keep': { input: z.strictObject({ organizationId: organizationIdSchema, of: draftOwnerSchema, drafted: draftedKeysSchema }), output: nothing },

  /** Looks at the way to the server step by step, asks it nothing that takes a sign-in, and gathers what may be told of this computer. */
  'diagnostics.prepare': { input: noInput, output: diagnosticsSchema },
  /** Asks where to save the report that was shown, unchanged. `conflict` where another was made since; null: the person closed the dialog. */
  'diagnostics.save': { input: z.strictObject({ reportId: z.uuid() }), output: z.strictObject({ path: z.string() }).nullable() },

  ...programContract,
  ...reviewContract
} as const satisfies Record<ChannelName, { input: z.ZodType; output: z.ZodType }>

export type Contract = typeof contract
export type ChannelInput<C extends ChannelName> = z.input<Contract[C]['input']>
export type ParsedInput<C extends ChannelName> = z.output<Contract[C]['input']>
export type ChannelOutput<C extends ChannelName> = z.output<Contract[C]['output']>
