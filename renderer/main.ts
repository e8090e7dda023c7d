import './styleNonce'
import './zodWithoutEval'

// Everything else is another file: what two files share runs before either, and nothing may run before the two above.
void import('./start')
