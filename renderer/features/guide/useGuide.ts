import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { foldText } from '#shared/rules/foldText'
import { guideTopics, type GuideGroup, type GuideTopic } from './guideTopics'

export interface WrittenTopic extends GuideTopic {
  title: string
  why: string
  steps: { id: string; text: string }[]
}

export interface Guide {
  searched: Ref<string>
  /** Those that contain every word that is searched for, under their group. */
  groups: ComputedRef<{ group: GuideGroup; topics: WrittenTopic[] }[]>
  /** How many those are. */
  found: ComputedRef<number>
  /** null: there is none of that name. */
  topicOf(name: string): WrittenTopic | null
}

/** The guide in the language that is spoken, and what of it is searched for. */
export function useGuide(): Guide {
  const { t, tm } = useI18n()
  const searched = ref('')

  const topics = computed(() =>
    guideTopics.map((topic): WrittenTopic => {
      const at = `guide.topic.${topic.name}`
      const written: object = tm(`${at}.steps`)
      const steps = Object.keys(written).map((id) => ({ id, text: t(`${at}.steps.${id}`) }))
      return { ...topic, title: t(`${at}.title`), why: t(`${at}.why`), steps }
    })
  )
  const folded = computed(() => new Map(topics.value.map(({ name, title, why, steps }) => [name, foldText([title, why, ...steps.map(({ text }) => text)].join('\n'))])))
  const matching = computed(() => {
    const words = foldText(searched.value).split(/\s+/u).filter((word) => word !== '')
    return topics.value.filter(({ name }) => words.every((word) => folded.value.get(name)?.includes(word) === true))
  })

  return {
    searched,
    found: computed(() => matching.value.length),
    groups: computed(() =>
      [...new Set(guideTopics.map(({ group }) => group))].map((group) => ({ group, topics: matching.value.filter((topic) => topic.group === group) })).filter((one) => one.topics.length > 0)
    ),
    topicOf: (name) => topics.value.find((topic) => topic.name === name) ?? null
  }
}
