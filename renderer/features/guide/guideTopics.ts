import { openCommand, type CommandName } from '#shared/domain/command'
import type { guide } from '#shared/text/en/guide'

export type GuideTopicName = keyof typeof guide.topic
export type GuideGroup = keyof typeof guide.group

export interface GuideTopic {
  name: GuideTopicName
  group: GuideGroup
  /** What opens that which the topic is about. */
  command: CommandName
}

const opening: Record<GuideGroup, Partial<Record<GuideTopicName, CommandName>>> = {
  superAdmin: {
    enforceTwoFactor: openCommand('security'),
    passwordPolicy: openCommand('security'),
    presets: openCommand('security'),
    keyPolicy: openCommand('security'),
    memberCompliance: openCommand('security'),
    undo: openCommand('security'),
    applyReview: openCommand('reviews')
  },
  officer: {
    snapshot: openCommand('reviews'),
    review: openCommand('reviews'),
    fingerprints: openCommand('reviews'),
    approval: openCommand('reviews'),
    evidencePack: openCommand('reviews'),
    posture: openCommand('posture')
  },
  helpdesk: {
    noAccess: openCommand('members'),
    createKey: openCommand('keys'),
    rotateKey: openCommand('keys'),
    manyKeys: openCommand('keys'),
    legacyKeys: openCommand('keys'),
    revokeKey: openCommand('keys'),
    secret: openCommand('keys'),
    lostAnswer: openCommand('keys')
  },
  everybody: {
    connections: openCommand('connections'),
    lock: openCommand('settings'),
    unknown: openCommand('members'),
    keyboard: 'shortcuts',
    upToDate: openCommand('settings'),
    diagnostics: 'diagnostics',
    dataPlaces: openCommand('settings')
  }
}

/** Every topic in the order of the guide. */
export const guideTopics: readonly GuideTopic[] = (Object.keys(opening) as GuideGroup[]).flatMap((group) =>
  Object.entries(opening[group]).map(([name, command]) => ({ name: name as GuideTopicName, group, command }))
)
