import type { JournalVerification } from '#shared/domain/journal'
import type { Tone } from '../../components/toneIcon'
import type { ActivityWords } from './useActivityWords'

export interface VerificationWords {
  tone: Tone
  /** What was found, most important first. */
  sentences: string[]
}

/** What a verification comes to. Good is only what a signature vouches for to the end. */
export function verificationWords({ entries, state, wrong, signed, tornEnds, checkedAt }: JournalVerification, { t, counted, number }: ActivityWords, exactly: (iso: string) => string): VerificationWords {
  const whole = signed.state === 'signed' && signed.upTo >= entries
  const sentences: string[] = []
  if (wrong !== null) {
    sentences.push(t('verify.tampered', { seq: wrong.seq, finding: t(`finding.${wrong.finding}`) }))
    if (wrong.earlier) sentences.push(t('verify.earlier'))
  } else if (state === 'tornEnd') sentences.push(t('verify.tornEnd'))
  else if (entries === 0) sentences.push(t('verify.empty'))
  else sentences.push(signed.state === 'signed' ? counted('verify.intact', entries, { entries: number(entries) }) : counted('verify.unvouched', entries, { entries: number(entries) }))
  if (signed.state === 'signed') sentences.push(t(whole ? 'verify.signed' : 'verify.signedPartly', { upTo: number(signed.upTo), since: exactly(signed.since) }))
  else if (entries > 0 || signed.why !== 'nothingYet') sentences.push(t(`verify.${signed.why}`))
  if (tornEnds > 0 && state !== 'tornEnd') sentences.push(counted('verify.tornEnds', tornEnds))
  sentences.push(t('verify.checkedAt', { time: exactly(checkedAt) }))
  return { tone: toneOf({ tampered: wrong !== null, torn: state === 'tornEnd', entries, whole, unsigned: signed.state === 'unsigned' }), sentences }
}

function toneOf({ tampered, torn, entries, whole, unsigned }: { tampered: boolean; torn: boolean; entries: number; whole: boolean; unsigned: boolean }): Tone {
  if (tampered) return 'danger'
  if (torn) return 'warning'
  if (entries === 0) return 'neutral'
  if (whole) return 'good'
  return unsigned ? 'unknown' : 'neutral'
}
