/** The system's question before Gatehouse ends with secrets that nothing else has; `{count}` is filled in by main. */
export const quit = {
  title: 'Gatehouse',
  one: 'If you quit now, one secret of an API key is lost for good.',
  many: 'If you quit now, {count} secrets of API keys are lost for good.',
  detail: 'They are in memory only. Nobody can show them again, not even Capgo: new ones take regenerating the keys. Copy them or save them to an encrypted file first, on the API Keys page.',
  cancel: 'Cancel',
  quit: 'Quit and lose them'
}

export type QuitText = typeof quit
