import { basename, join } from 'node:path'
import { strict } from '../strict.mjs'

/** Native dialogs have no picture here: a test queues their answers; without one, saving goes to the downloads folder. */
export function createDialog(core) {
  const { record } = core
  const answer = (kind, args, usual) => {
    const options = args.length > 1 ? args[1] : args[0]
    record.dialogs.push({ kind, options })
    return record.dialogAnswers[kind].shift() ?? usual(options ?? {})
  }
  const save = ({ defaultPath }) => ({ canceled: false, filePath: join(core.app.getPath('downloads'), basename(defaultPath ?? 'untitled')) })
  const open = () => ({ canceled: true, filePaths: [] })
  const message = ({ cancelId, defaultId }) => ({ response: cancelId ?? defaultId ?? 0, checkboxChecked: false })
  return strict('dialog', {
    showSaveDialog: async (...args) => answer('save', args, save),
    showOpenDialog: async (...args) => answer('open', args, open),
    showMessageBox: async (...args) => answer('message', args, message),
    showMessageBoxSync: (...args) => answer('message', args, message).response,
    showErrorBox(title, content) {
      record.dialogs.push({ kind: 'error', options: { title, content } })
      console.error(`${title}\n${content}`)
    }
  })
}
