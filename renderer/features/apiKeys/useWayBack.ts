import { onUnmounted } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { isTypedInto, useWindowKeydown } from '../../composables/useWindowKeydown'
import { useKeyListPlaceStore } from '../../stores/keyListPlace'

/** From a key back to the row of the list that it was opened from, with Escape too; not out of a field or a dialog. */
export function useWayBack(): () => void {
  const [route, router] = [useRoute(), useRouter()]
  const place = useKeyListPlaceStore()
  const back = (): void => void router.push('/keys')

  useWindowKeydown((event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !isTypedInto(event.target) && document.querySelector('dialog[open]') === null) back()
  })
  // Whoever goes elsewhere does not come back to a row.
  onUnmounted(() => {
    if (route.path !== '/keys') place.forget()
  })
  return back
}
