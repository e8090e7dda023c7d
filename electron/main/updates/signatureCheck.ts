import { updateProblem } from './updateProblem'

/** null: signed by one of them; else why not. */
export type VerifySignature = (publisherNames: string[], path: string) => Promise<string | null>

/**
 * electron-updater’s check of a signature, closed where it is open: it answers null, as for a good signature, also where PowerShell
 * could not be run or answered something else (`windowsExecutableCodeSignatureVerifier`). Which it was stands in what it logs
 * only; without the line that it had an answer for this very file, and with one that it skipped something, it is a refusal.
 * @param lines what it logs, in which this clears what was there before
 */
export function withCertainty(verify: VerifySignature, lines: string[]): VerifySignature {
  return async (publisherNames, path) => {
    lines.length = 0
    const why = await verify(publisherNames, path).catch((cause: unknown) => {
      throw unverified(cause)
    })
    const answered = lines.some((line) => line.startsWith('LiteralPath: '))
    const skipped = lines.some((line) => /Ignoring signature|Skipping this step/iu.test(line))
    if (why === null && (!answered || skipped)) throw unverified()
    return why
  }
}

const unverified = (cause?: unknown) => updateProblem('unverified', 'The signature could not be checked, so the file is not taken.', { code: 'unexpected', cause })
