import '@fontsource-variable/inter'
import './theme/base.css'
import { createApp } from 'vue'
import { createPinia } from 'pinia'
import { resolveLanguage } from '#shared/text/language'
import App from './App.vue'
import { connectDesktop, desktopKey } from './desktop/client'
import { createAppRouter, loadEveryPage } from './router'
import { reportErrors } from './shell/reportErrors'
import { createTexts } from './text/i18n'
import { loadFirstMessages, loadLaterMessages } from './text/loadMessages'
import { installTokens } from './theme/installTokens'

installTokens(document)

// The system's language until the settings are read, which mostly name no other.
const language = resolveLanguage('system', navigator.language)
const texts = createTexts(language, { [language]: await loadFirstMessages(language) })
const later = loadLaterMessages(language).then((messages) => {
  // Texts that were mirrored meanwhile have these among them.
  if (document.documentElement.dir !== 'rtl') texts.global.mergeLocaleMessage(language, messages)
})
const desktop = connectDesktop()
const app = createApp(App)
reportErrors(app, desktop)
app.provide(desktopKey, desktop).use(createPinia()).use(texts).use(createAppRouter({ allTexts: later })).mount('#app')

requestIdleCallback(() => void loadEveryPage())
