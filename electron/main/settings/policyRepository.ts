import { isDeepStrictEqual } from 'node:util'
import { noPolicy, type Policy } from '#shared/domain/policy'
import { readPolicy, type FoundPolicy, type SaidByPolicy } from '#shared/rules/readPolicy'
import type { Logger } from '../log/logger'
import { readBytes } from '../storage/readBytes'

/** How often a change of the file is looked for, in milliseconds. */
export const policyLookEveryMs = 15_000

const maxBytes = 64 * 1024

/** The administrator's policy. It is read and never written. */
export interface PolicyRepository {
  /** As it was read last; without one until the first look is over. */
  current(): Policy
  /** Reads the file again. Never fails: what is wrong with it stands in the policy. */
  look(): Promise<Policy>
  /** Called when another policy is in force; returns the unsubscribe function. */
  onChange(listener: (policy: Policy) => void): () => void
}

/** @param path where the file stands; `policyPath` says where that is on each system */
export function createPolicyRepository({ path, log }: { path: string; log: Logger }): PolicyRepository {
  const listeners = new Set<(policy: Policy) => void>()
  let policy = noPolicy(path)
  let said: SaidByPolicy = {}
  let looking: Promise<Policy> | null = null

  async function read(): Promise<Policy> {
    const reading = readPolicy(path, await find(path), said)
    const next = reading.policy
    said = reading.said
    if (isDeepStrictEqual(next, policy)) return policy
    policy = next
    log.info('policy.read', { present: next.present, managed: Object.keys(next.settings), problems: next.problems.map(({ field, problem }) => `${field}: ${problem}`) })
    for (const listener of [...listeners]) listener(policy)
    return policy
  }

  return {
    current: () => policy,
    look: () =>
      (looking ??= read().finally(() => {
        looking = null
      })),
    onChange(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    }
  }
}

async function find(path: string): Promise<FoundPolicy> {
  try {
    const bytes = await readBytes(path, maxBytes)
    if (bytes === null) return 'none'
    return bytes === 'tooLarge' ? 'tooLarge' : { text: bytes.toString('utf8') }
  } catch {
    return 'unreadable'
  }
}

/**
 * Where an administrator puts the file, and a person without rights cannot. Nothing of the process's environment is asked, for who
 * starts the program chooses it: on Windows that goes for ProgramData and for SystemDrive, too. What does know (the registry) is not
 * within reach without a program of the system's, and the drive of Gatehouse's own files is chosen by who copies them. So it is one
 * fixed place, also where Windows itself stands on another drive.
 */
export function policyPath(platform: string): string {
  if (platform === 'win32') return 'C:\\ProgramData\\Gatehouse\\policy.json'
  return platform === 'darwin' ? '/Library/Application Support/Gatehouse/policy.json' : '/etc/gatehouse/policy.json'
}
