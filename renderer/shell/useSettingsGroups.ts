import { computed, type Component, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import AccountPanel from '../features/account/AccountPanel.vue'
import AboutPanel from '../features/preferences/AboutPanel.vue'
import AppearancePanel from '../features/preferences/AppearancePanel.vue'
import BackgroundPanel from '../features/preferences/BackgroundPanel.vue'
import ClipboardPanel from '../features/preferences/ClipboardPanel.vue'
import ConnectionPanel from '../features/preferences/ConnectionPanel.vue'
import CopiedListsPanel from '../features/preferences/CopiedListsPanel.vue'
import KeptDataPanel from '../features/preferences/KeptDataPanel.vue'
import KeychainPanel from '../features/preferences/KeychainPanel.vue'
import LockPanel from '../features/preferences/LockPanel.vue'
import NetworkPanel from '../features/preferences/NetworkPanel.vue'
import NotificationsPanel from '../features/preferences/NotificationsPanel.vue'
import PolicyPanel from '../features/preferences/PolicyPanel.vue'
import ReadingPanel from '../features/preferences/ReadingPanel.vue'
import UpdatesPanel from '../features/preferences/UpdatesPanel.vue'
import { useConnectionStore } from '../stores/connection'
import { usePolicyStore } from '../stores/policy'

export interface SettingsPart {
  id: string
  title: string
  panel: Component
}

export interface SettingsGroup {
  id: string
  title: string
  parts: readonly SettingsPart[]
}

/** What the page of settings shows, in its order; a part that says nothing here is left out. */
export function useSettingsGroups(): ComputedRef<readonly SettingsGroup[]> {
  const { t } = useI18n()
  const connection = useConnectionStore()
  const policy = usePolicyStore()
  const part = (id: string, titleKey: string, panel: Component): SettingsPart => ({ id, title: t(titleKey), panel })
  const group = (id: string, parts: readonly SettingsPart[]): SettingsGroup => ({ id, title: t(`settings.group.${id}`), parts })

  return computed(() => {
    const managed = policy.current.present ? [part('managed', 'managed.title', PolicyPanel)] : []
    const account = connection.snapshot === null && connection.connection?.credential.kind === 'session' ? [part('account', 'account.title', AccountPanel)] : []
    return [
      group('general', [
        ...managed,
        part('appearance', 'settings.appearance.title', AppearancePanel),
        part('reading', 'settings.reading.title', ReadingPanel),
        part('lists', 'settings.lists.title', CopiedListsPanel),
        part('notifications', 'expiryNotices.panel.title', NotificationsPanel),
        part('background', 'background.title', BackgroundPanel)
      ]),
      group('protection', [part('lock', 'lock.panel.title', LockPanel), part('clipboard', 'settings.clipboard.title', ClipboardPanel), part('keychain', 'settings.vault.title', KeychainPanel), ...account]),
      group('servers', [part('connections', 'connections.title', ConnectionPanel), part('network', 'network.title', NetworkPanel)]),
      group('computer', [part('updates', 'updates.title', UpdatesPanel), part('data', 'keptData.title', KeptDataPanel), part('about', 'settings.about.title', AboutPanel)])
    ]
  })
}
