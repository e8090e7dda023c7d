/** What the system shows before API keys run out; `{count}`, `{organization}` are filled in by main. */
export const expiryNotices = {
  title: 'API keys run out',
  one: { 30: 'One API key of {organization} runs out within 30 days.', 7: 'One API key of {organization} runs out within 7 days.', 1: 'One API key of {organization} runs out within a day.' },
  many: { 30: '{count} API keys of {organization} run out within 30 days.', 7: '{count} API keys of {organization} run out within 7 days.', 1: '{count} API keys of {organization} run out within a day.' },
  finished: { title: 'A run over many keys has ended', all: '{organization}: all {count} keys done.', some: '{organization}: {done} of {count} keys done. Gatehouse shows what became of the others.' },
  panel: {
    finished: 'Tell me when a run over many keys has ended',
    finishedSentence: 'Only while you look elsewhere than at the window; it names no key.',
    title: 'Notifications',
    label: 'Tell me before API keys run out',
    sentence: 'Gatehouse shows a notification of the system 30 days, 7 days and 1 day before, while it runs and is not locked. It goes by what was last read, names no key, and says each thing once.'
  }
}
