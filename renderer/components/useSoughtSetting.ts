import { nextTick, onMounted, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

const operable = 'input:checked, input:not([type=radio]), select, textarea, button, a[href]'

/** A setting that was looked for elsewhere (`?setting=part.name`) comes into sight, marked, with the focus on what operates it. @param ready whether what the page reads is there */
export function useSoughtSetting(ready: () => boolean = () => true): void {
  const [route, router] = [useRoute(), useRouter()]
  const mounted = ref(false)

  async function lead(sought: unknown): Promise<void> {
    const [, part, name] = /^([a-z]+)\.([a-z]+)$/iu.exec(typeof sought === 'string' ? sought : '') ?? []
    if (part === undefined || name === undefined) return
    // The page has given the focus to its title by then.
    await nextTick()
    await router.replace({ path: route.path })
    await nextTick()
    const place = document.querySelector<HTMLElement>(`[data-setting="${name}"]`) ?? document.getElementById(`settings-${part}`)
    if (place === null) return
    place.scrollIntoView({ block: 'center' })
    focusIn(place)
    mark(place)
  }

  onMounted(() => (mounted.value = true))
  watch(
    () => (mounted.value && ready() ? route.query['setting'] : null),
    (sought) => void lead(sought)
  )
}

function focusIn(place: HTMLElement): void {
  const control = place.hasAttribute('data-setting') ? [...place.querySelectorAll<HTMLElement>(operable)].find((one) => !one.matches(':disabled, fieldset:disabled *')) : undefined
  const target = control ?? place.querySelector<HTMLElement>('h2, h3') ?? place
  // What is managed or cannot be operated is read, at least.
  if (control === undefined) target.setAttribute('tabindex', '-1')
  target.focus({ preventScroll: true })
}

/** Until somebody goes on. */
function mark(place: HTMLElement): void {
  place.dataset['sought'] = 'true'
  place.addEventListener('focusout', () => delete place.dataset['sought'], { once: true })
}
