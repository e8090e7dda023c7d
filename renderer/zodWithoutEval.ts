import { z } from 'zod'

// zod tries `new Function` once to see whether it may compile parsers; under the Content-Security-Policy that try
// itself is a reported violation. Set before any schema is made.
z.config({ jitless: true })
