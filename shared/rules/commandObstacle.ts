import { commands, type CommandName, type CommandNeed } from '../domain/command'

/** What of the program decides which commands are available. */
export interface CommandWorld {
  locked: boolean
  /** Somebody is signed in, or a snapshot is open. */
  signedIn: boolean
  organization: boolean
  snapshot: boolean
}

/** What a command lacks first; null: nothing. */
export function commandObstacle(name: CommandName, { locked, signedIn, organization, snapshot }: CommandWorld): CommandNeed | null {
  const met: Record<CommandNeed, boolean> = { unlocked: !locked, connection: signedIn, organization, server: !snapshot }
  return commands[name].needs.find((need) => !met[need]) ?? null
}
