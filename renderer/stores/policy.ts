import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { noPolicy, type Policy, type SettingName } from '#shared/domain/policy'
import { isManaged } from '#shared/rules/managedSettings'
import { useDesktop } from '../desktop/client'

/** What the administrator of this computer manages; main holds to it whatever is shown here. */
export const usePolicyStore = defineStore('policy', () => {
  const desktop = useDesktop()
  const current = shallowRef<Policy>(noPolicy(''))
  const problems = computed(() => current.value.problems)

  async function start(): Promise<void> {
    desktop.on('policy.changed', (policy) => (current.value = policy))
    current.value = await desktop.policy.current()
  }

  return { current, problems, manages: (name: SettingName) => isManaged(current.value, name), start }
})
