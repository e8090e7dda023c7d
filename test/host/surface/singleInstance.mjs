import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
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
  const folder = join(tmpdir(), `electron-host-instance-${key}`)
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
        const holder = Number(readFileSync(lock, 'utf8'))
        if (holder > 0 && alive(holder)) {
          const message = { argv: process.argv, workingDirectory: process.cwd(), additionalData }
          writeFileSync(join(folder, `${process.pid}.message`), JSON.stringify(message))
          return false
        }
        rmSync(folder, { recursive: true, force: true })
      }
    }
  }
}
