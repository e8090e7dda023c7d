/** A Capgo backend: where it answers, and the public key that every call to the Supabase host carries. */
export interface CapgoServer {
  /** Origin of the API host, without a trailing slash (production: `https://api.capgo.app`). */
  api: string
  /** Origin of the Supabase host (production: `https://sb.capgo.app`). */
  supabase: string
  /** The anonymous key; public, it names the project and grants nothing by itself. */
  anonKey: string
}

/** Capgo's own servers; the Supabase host and the anonymous key are learnt from `/private/config`. */
export const productionApi = 'https://api.capgo.app'
