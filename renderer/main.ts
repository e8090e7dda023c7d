import './styleNonce'
import './zodWithoutEval'
import '@fontsource-variable/inter'
import './theme/base.css'
import { createApp } from 'vue'
import { createPinia } from 'pinia'
import App from './App.vue'
import { connectDesktop, desktopKey } from './desktop/client'
import { createAppRouter } from './router'
import { createTexts } from './text/i18n'
import { installTokens } from './theme/installTokens'

installTokens(document)

createApp(App).provide(desktopKey, connectDesktop()).use(createPinia()).use(createTexts('en')).use(createAppRouter()).mount('#app')
