import { computed, createApp, defineComponent, h, ref, shallowRef } from 'vue'
import { NDataTable } from 'naive-ui'

/**
 * The same number of members in a plain NDataTable with its virtual scrolling, as one would write it first: what the Members
 * page is measured beside. No part of the product.
 */
interface Row {
  id: string
  email: string
  role: string
  twoFactor: string
  keys: number
}

const roles = ['Super admin', 'Admin', 'Billing admin', 'Member']
const rows = shallowRef<Row[]>(
  Array.from({ length: 100_000 }, (_, index) => {
    // A fixed shuffle, so that no order is there already.
    const number = (index * 48_271) % 100_003
    return { id: String(index), email: `person-${String(number).padStart(6, '0')}@meridian.example`, role: roles[number % 4] ?? '', twoFactor: number % 3 === 0 ? 'Not enabled' : 'Enabled', keys: number % 5 }
  })
)
const searched = ref('')
const shown = computed(() => rows.value.filter(({ email, role }) => email.includes(searched.value.toLowerCase()) || role.toLowerCase().includes(searched.value.toLowerCase())))
const columns = [
  { type: 'selection' as const },
  { key: 'email' as const, title: 'E-mail', sorter: 'default' as const },
  { key: 'role' as const, title: 'Role', sorter: 'default' as const },
  { key: 'twoFactor' as const, title: '2FA', sorter: 'default' as const },
  { key: 'keys' as const, title: 'Keys', sorter: 'default' as const }
]

const Page = defineComponent(() => () => [
  h('input', { 'aria-label': 'Search members', value: searched.value, onInput: (event: Event) => (searched.value = (event.target as HTMLInputElement).value) }),
  h('button', { id: 'copy', onClick: () => (document.title = String(shown.value.map(({ email }) => email).join(', ').length)) }, 'Copy'),
  h(NDataTable, { columns, data: shown.value, rowKey: (row: Row) => row.id, virtualScroll: true, maxHeight: 440 })
])
createApp(Page).mount('#app')
