export { usePolicyWords, type PolicyWords } from '../../composables/usePolicyWords'
