import { inject, provide, ref, type InjectionKey, type Ref } from 'vue'

const key: InjectionKey<Readonly<Ref<boolean>>> = Symbol('quietWays')

/** The ways in stand back while something above them is the way that most people want. */
export const provideQuietWays = (quiet: Readonly<Ref<boolean>>): void => provide(key, quiet)

export const useQuietWays = (): Readonly<Ref<boolean>> => inject(key, () => ref(false), true)
