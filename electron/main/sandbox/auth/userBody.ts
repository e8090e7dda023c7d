import type { FactorRow, UserRow } from '../store/rows'
import type { Store } from '../store/store'
import { toZulu } from '../store/timestamps'

function factorBody(factor: FactorRow) {
  const { id, friendly_name, factor_type, status, created_at, updated_at } = factor
  return { id, friendly_name, factor_type, status, created_at: toZulu(created_at), updated_at: toZulu(updated_at) }
}

/** A person as the sign-in server shows them; `factors` is left out where there are none. */
export function userBody(store: Store, user: UserRow) {
  const signedInAt = store.signIns.get(user.id)?.last_sign_in_at
  const factors = store.factors.where('user_id', user.id)
  return {
    id: user.id,
    aud: 'authenticated',
    role: 'authenticated',
    email: user.email,
    email_confirmed_at: toZulu(user.email_confirmed_at),
    phone: '',
    confirmed_at: toZulu(user.email_confirmed_at),
    ...(signedInAt ? { last_sign_in_at: toZulu(signedInAt) } : {}),
    app_metadata: user.app_metadata,
    user_metadata: user.user_metadata,
    identities: [],
    ...(factors.length ? { factors: factors.map(factorBody) } : {}),
    created_at: toZulu(user.created_at),
    updated_at: toZulu(user.updated_at),
    is_anonymous: false
  }
}
