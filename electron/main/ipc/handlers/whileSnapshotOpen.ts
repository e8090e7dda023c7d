import type { ChannelName } from '#shared/ipc/channels'
import type { ChannelOutput, ParsedInput } from '#shared/ipc/contract'
import { localDay } from '#shared/rules/postureDays'
import { answersOf } from '../../services/snapshots/answersOf'
import type { OpenSnapshotService } from '../../services/snapshots/openSnapshot'
import type { Handlers } from '../listener'

type Answers = ReturnType<typeof answersOf>

/**
 * What becomes of a channel while a snapshot is open. `local`: it is answered as ever, from this computer alone. `refused`: it
 * asks a server, or changes something. A function answers from the snapshot.
 */
export type WhileOpen<C extends ChannelName> = 'local' | 'refused' | ((answers: Answers, input: ParsedInput<C>) => ChannelOutput<C>)

/** Every channel there is: a new one does not build until somebody has decided. */
export const whileSnapshotOpen: { readonly [C in ChannelName]: WhileOpen<C> } = {
  'app.info': 'local',
  'app.openRequest': 'local',
  'app.zoom': 'local',
  'app.crash': 'local',
  'app.pageError': 'local',
  'app.quit': 'local',
  'background.state': 'local',
  'background.startAtLogin': 'local',
  'settings.read': 'local',
  'settings.update': 'local',
  'policy.current': 'local',
  'keptData.list': 'local',
  'keptData.delete': 'local',
  'vault.state': 'local',
  // A feed is none of Capgo's servers, and what it says is of no organization.
  'updates.state': 'local',
  'updates.check': 'local',
  'updates.download': 'local',
  'updates.cancel': 'local',
  'updates.restart': 'local',
  'about.program': 'local',
  'about.licence': 'local',
  'connections.list': 'local',
  'connections.setAside': 'local',
  'connections.use': 'refused',
  'connections.rename': 'local',
  'connections.test': 'refused',
  'connections.removeCredential': 'refused',
  'connections.remove': 'refused',
  'connection.current': 'local',
  'connection.openDemo': 'refused',
  'connection.resetDemo': 'refused',
  'connection.signInWithApiKey': 'refused',
  'connection.signInWithPassword': 'refused',
  'connection.signInOnConsole': 'refused',
  'connection.closeConsole': 'local',
  'connection.verifyCode': 'refused',
  'connection.cancelSignIn': 'local',
  'connection.signOut': 'refused',
  'connection.rememberOrganization': 'refused',
  'lock.lock': 'local',
  'lock.unlock': 'local',
  'presence.prove': 'local',
  'account.security': 'refused',
  'account.sendEmailCode': 'refused',
  'account.enrolTwoFactor': 'refused',
  'account.confirmTwoFactor': 'refused',
  'account.cancelTwoFactor': 'refused',
  'account.provePassword': 'refused',
  'account.changePassword': 'refused',
  'network.state': 'local',
  'network.route': 'local',
  'network.certificates': 'local',
  'network.addCertificate': 'local',
  'network.removeCertificate': 'local',
  'organizations.list': (answers) => answers.organizations(),
  'organizations.countTwoFactor': (answers, input) => answers.countTwoFactor(input),
  'organizations.acceptInvitation': 'refused',
  'organizationAccess.read': (answers, input) => answers.access(input),
  'organizationSecurity.read': (answers, input) => answers.security(input),
  'organizationSecurity.applySettings': 'refused',
  'organizationSecurity.countBundles': 'refused',
  'keyInventory.read': (answers, input) => answers.keys(input),
  'apiKeys.create': 'refused',
  'apiKeys.update': 'refused',
  'apiKeys.regenerate': 'refused',
  'apiKeys.delete': 'refused',
  // A secret that waits is the person's, whatever is open; looking at it asks nobody.
  'keySecrets.list': 'local',
  'keySecrets.reveal': 'local',
  'keySecrets.conceal': 'local',
  'keySecrets.copy': 'local',
  'keySecrets.save': 'local',
  'keySecrets.release': 'local',
  'keySecrets.dismiss': 'local',
  'keyBatch.list': () => [],
  'keyBatch.unreadable': 'local',
  'keyBatch.start': 'refused',
  'keyBatch.pause': 'refused',
  'keyBatch.resume': 'refused',
  'keyBatch.forget': 'refused',
  'keyTwin.list': () => [],
  'keyTwin.start': 'refused',
  'keyTwin.advance': 'refused',
  'keyTwin.finish': 'refused',
  'keyTwin.abandon': 'refused',
  'keyTwin.dismiss': 'refused',
  'keyRevocation.list': () => [],
  'keyRevocation.revoke': 'refused',
  'keyRevocation.undo': 'refused',
  'keyRevocation.dismiss': 'refused',
  'posture.history': 'local',
  'activity.audit': (answers, input) => answers.audit(input),
  'journal.list': 'local',
  'journal.verify': 'local',
  'journal.export': 'local',
  'clipboard.copyText': 'local',
  'clipboard.prepareText': 'local',
  'clipboard.copyPrepared': 'local',
  'files.saveText': 'local',
  'links.open': 'local',
  'mail.compose': 'local',
  'campaign.read': 'local',
  'campaign.record': 'refused',
  'campaign.plan': 'refused',
  'campaign.forget': 'refused',
  'securityDraft.read': 'local',
  'securityDraft.keep': 'local',
  'keyDrafts.read': 'local',
  'keyDrafts.keep': 'local',
  'snapshots.list': 'local',
  'snapshots.take': 'refused',
  'snapshots.rename': 'local',
  'snapshots.delete': 'local',
  'snapshots.open': 'local',
  'snapshots.close': 'local',
  // With today it asks for a connection, and gets none.
  'snapshots.compare': 'local',
  'snapshots.captureMonthly': 'refused',
  'snapshots.packMonthly': 'refused',
  'reviews.list': 'local',
  'reviews.create': 'local',
  'reviews.read': 'local',
  'reviews.keep': 'local',
  'reviews.delete': 'local',
  'reviews.sign': 'local',
  'reviews.identity': 'local',
  'reviews.signers': 'local',
  'reviews.trust': 'local',
  'reviews.distrust': 'local',
  'reviews.secondPerson': 'local',
  'reviews.needSecondPerson': 'local',
  'reviewFiles.open': 'local',
  'reviewFiles.approve': 'local',
  'reviewRuns.today': 'refused',
  'reviewRuns.list': 'local',
  'reviewRuns.start': 'refused',
  'reviewRuns.applyStep': 'refused',
  'reviewRuns.skipStep': 'refused',
  'reviewRuns.finish': 'refused',
  'reviewRuns.saveReport': 'local',
  'evidence.save': 'local',
  'evidence.verify': 'local',
  // Then without looking at the server.
  'diagnostics.prepare': 'local',
  'diagnostics.save': 'local'
}

/** The handlers, as they are while no snapshot is open; with one, each answers as the list above says. */
export function answerFromOpenSnapshot(handlers: Handlers, openSnapshot: OpenSnapshotService): Handlers {
  const wrap = <C extends ChannelName>(channel: C): Handlers[C] => {
    const answer = async (input: ParsedInput<C>): Promise<ChannelOutput<C>> => {
      const way: WhileOpen<C> = whileSnapshotOpen[channel]
      if (way === 'local') return handlers[channel](input)
      // What reads is locked as ever; what is refused has its own reason.
      const open = openSnapshot.current()
      if (open === null) return handlers[channel](input)
      if (way === 'refused') openSnapshot.requireClosed()
      return (way as (answers: Answers, input: ParsedInput<C>) => ChannelOutput<C>)(answersOf(open.snapshot), input)
    }
    return answer as unknown as Handlers[C]
  }
  const all = Object.fromEntries((Object.keys(handlers) as ChannelName[]).map((channel) => [channel, wrap(channel)])) as Handlers
  return {
    ...all,
    'posture.history': async (input) => {
      const history = await handlers['posture.history'](input)
      const open = openSnapshot.current()
      if (open === null) return history
      const last = localDay(Date.parse(open.snapshot.takenAt))
      return { ...history, days: history.days.filter(({ day }) => day <= last) }
    },
    'lock.lock': async (input) => openSnapshot.shown(await handlers['lock.lock'](input)),
    'lock.unlock': async (input) => openSnapshot.shown(await handlers['lock.unlock'](input)),
    'connection.current': async (input) => openSnapshot.shown(await handlers['connection.current'](input))
  }
}
