import type { Handlers } from '../listener'
import { notYet } from './notYet'

export function networkHandlers() {
  return {
    'network.certificates': notYet,
    'network.addCertificate': notYet,
    'network.removeCertificate': notYet
  } satisfies Partial<Handlers>
}
