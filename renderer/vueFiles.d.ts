// For tools that read TypeScript but not Vue's files, such as the linter; vue-tsc reads the files themselves.
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent
  export default component
}
