/** The system's questions where the window itself can show nothing. */
export const crashDialog = {
  title: 'Gatehouse',
  again: 'The window of Gatehouse ended twice within a minute.',
  againDetail: 'Loading it again may end the same way. Nothing is lost of what is kept: drafts, and secrets that wait for you. If it goes on, quit, start Gatehouse again and save a report under Help, Diagnostics.',
  hanging: 'The window of Gatehouse does not answer.',
  hangingDetail: 'It may be busy with a long list. If you load it again, drafts come back; other input, and what it shows, is gone.',
  load: 'Load it again',
  wait: 'Wait',
  quit: 'Quit'
}

export type CrashDialogText = typeof crashDialog
