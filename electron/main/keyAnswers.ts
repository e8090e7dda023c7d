import { notYet } from './ipc/handlers/notYet'
import type { Handlers } from './ipc/listener'

/** What the window may ask about API keys and their secrets. */
export function answerAboutKeys() {
  return {
    'apiKeys.create': notYet,
    'apiKeys.update': notYet,
    'apiKeys.regenerate': notYet,
    'apiKeys.delete': notYet,
    'keySecrets.list': notYet,
    'keySecrets.reveal': notYet,
    'keySecrets.conceal': notYet,
    'keySecrets.copy': notYet,
    'keySecrets.save': notYet,
    'keySecrets.release': notYet,
    'keySecrets.dismiss': notYet,
    'keyBatch.list': notYet,
    'keyBatch.start': notYet,
    'keyBatch.pause': notYet,
    'keyBatch.resume': notYet,
    'keyBatch.forget': notYet,
    'keyTwin.list': notYet,
    'keyTwin.start': notYet,
    'keyTwin.advance': notYet,
    'keyTwin.finish': notYet,
    'keyTwin.abandon': notYet,
    'keyRevocation.list': notYet,
    'keyRevocation.revoke': notYet,
    'keyRevocation.undo': notYet
  } satisfies Partial<Handlers>
}
