import { documentBytes } from './signedBytes'
import { holds, type Signer } from './signing'

/** What else is signed than reviews: the report of a run, the manifest of an evidence pack. */
export interface SignedDocument<Format extends string, Body> {
  format: Format
  version: 1
  body: Body
  /** Ed25519, base64. */
  publicKey: string
  signature: string
}

/** Signs the bytes of `<format>/1/body`, a line feed, and the canonical form of the body, as a review's author does. */
export function signDocument<Format extends string, Body>(format: Format, body: Body, signer: Signer): SignedDocument<Format, Body> {
  return { format, version: 1, body, publicKey: signer.publicKey, signature: signer.sign(documentBytes(format, 1, body)) }
}

/** Whether its signature holds; whose key that is says `services/reviews/signers.ts`. */
export const documentHolds = ({ format, version, body, publicKey, signature }: SignedDocument<string, unknown>): boolean => holds(publicKey, documentBytes(format, version, body), signature)
