import { computed, type ComputedRef } from 'vue'
import { useKeyInventoryStore } from '../../stores/keyInventory'
import { useKeyWords } from './useKeyWords'
import { useKeyFacts } from './useOpenKeys'

/** How the keys stand, in one sentence; undefined while they are not read. */
export function useKeysSentence(): ComputedRef<string | undefined> {
  const store = useKeyInventoryStore()
  const { keys } = useKeyFacts()
  const { counted, number } = useKeyWords()
  return computed(() => {
    if (store.inventory === null) return undefined
    const here = keys.value.filter(({ onlyElsewhere }) => !onlyElsewhere)
    const own = here.filter(({ key }) => key.own).length
    let sentence = store.inventory.organizationKeys.state === 'failed' ? counted('sentence.own', own) : counted('sentence.total', here.length, { own: number(own) })
    const against = here.filter(({ compliance }) => compliance === 'nonCompliant').length
    const soon = here.filter(({ findings }) => findings.some(({ kind }) => kind === 'expiresSoon')).length
    if (against > 0) sentence = counted('sentence.against', against, { sentence })
    return soon > 0 ? counted('sentence.soon', soon, { sentence }) : sentence
  })
}
