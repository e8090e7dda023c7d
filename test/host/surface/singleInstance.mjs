import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '../isAlive.mjs'

const prefix = 'electron-host-instance-'

/** The process that holds a lock, 0 when nobody does. */
function holderOf(folder) {
  try {
    const pid = Number(readFileSync(join(folder, 'lock'), 'utf8'))
    return pid > 0 && isAlive(pid) ? pid : 0
  } catch {
    return 0
  }
}

/** A host that was killed leaves its lock. A folder without one may just be coming to life, so only old ones go. */
function sweep() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name)
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > 60_000 && holderOf(folder) === 0) rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * One instance per user-data folder. Electron's call answers at once, so the lock is a file made exclusively and the
 * second instance leaves its command line in a folder that the first one watches.
 *
 * @param {string} userData
 * @param {(message: { argv: string[], workingDirectory: string, additionalData: unknown }) => void} onSecondInstance
 */
export function createSingleInstance(userData, onSecondInstance) {
  const key = createHash('sha256').update(`${userInfo().uid}:${userData}`).digest('hex').slice(0, 16)
  const folder = join(tmpdir(), prefix + key)
  const lock = join(folder, 'lock')
  let watcher

  const readMessages = () => {
    for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.message'))) {
      try {
        const message = JSON.parse(readFileSync(join(folder, name), 'utf8'))
        rmSync(join(folder, name))
        onSecondInstance(message)
      } catch {
        // Not written to the end yet: the watcher fires again when it is.
      }
    }
  }
  const release = () => {
    if (!watcher) return
    watcher.close()
    watcher = undefined
    rmSync(folder, { recursive: true, force: true })
  }

  return {
    isHeld: () => watcher !== undefined,
    release,
    request(additionalData = {}) {
      if (watcher) return true
      sweep()
      for (;;) {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        try {
          writeFileSync(lock, String(process.pid), { flag: 'wx' })
          watcher = watch(folder, readMessages)
          watcher.unref()
          process.on('exit', release)
          readMessages()
          return true
        } catch (error) {
          if (error.code !== 'EEXIST') throw error
        }
        if (holderOf(folder) > 0) {
          const message = { argv: process.argv, workingDirectory: process.cwd(), additionalData }
          writeFileSync(join(folder, `${process.pid}.message`), JSON.stringify(message))
          return false
        }
        rmSync(folder, { recursive: true, force: true })
      }
    }
  }
}
