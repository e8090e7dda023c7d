/** The languages of the system as Electron reports them: `locale` is Chromium's, `system` is the person's. */
export function readLocale(switches) {
  const variable = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => process.env[name]).find((value) => value)
  const system = (variable ?? '').split('.')[0].replace('_', '-')
  const known = /^[a-z]{2,3}(-[A-Z]{2})?$/u.test(system) ? system : 'en-US'
  const asked = switches.get('lang') || known
  // Chromium ships regional variants of few languages.
  const locale = /^(en|es|pt|zh)-/u.test(asked) ? asked : asked.split('-')[0]
  return { locale: locale === 'en' ? 'en-US' : locale, system: switches.get('lang') || known }
}
