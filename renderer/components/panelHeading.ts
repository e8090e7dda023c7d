import type { InjectionKey } from 'vue'

/** The level of a panel's heading where it does not say: on a page whose panels stand in titled groups, one lower. */
export const panelHeading: InjectionKey<3> = Symbol('panelHeading')
