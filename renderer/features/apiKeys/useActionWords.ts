import { useReasonWords } from '../../composables/useReasonWords'
import type { KeyAction } from './keyActions'
import { useKeyWords } from './useKeyWords'
import { useOrganizationsStore } from '../../stores/organizations'

/** Why something cannot be done with a key, in words; null where nothing stands against it. */
export function useActionWords(): (action: Pick<KeyAction, 'whyNot'>) => string | null {
  const { t } = useKeyWords()
  const reasonWords = useReasonWords()
  const organizations = useOrganizationsStore()
  return ({ whyNot }) => {
    if (whyNot === null) return null
    return 'key' in whyNot ? t(`whyNot.${whyNot.key}`) : reasonWords(whyNot.reason, organizations.selected?.name ?? '')
  }
}
