import type { World, WorldUser } from './world'

export interface SampleAccount {
  email: string
  password: string
  /** base32; null for an account without second factor */
  totpSecret: string | null
  userId: string
}

/** How to sign in to the seed: the main person, a key of theirs, and further accounts by what they can do. */
export interface SampleSignIn extends SampleAccount {
  organizationId: string
  /** plain text of an unlimited key of the main person with a super-admin role */
  apiKey: string
  /** further accounts by alias, e.g. `org_admin`, `member`, `super_admin_without_2fa` */
  accounts: Readonly<Record<string, SampleAccount>>
}

function accountOf(user: WorldUser): SampleAccount {
  return { email: user.email, password: user.password ?? '', totpSecret: user.totp_secret ?? null, userId: user.id }
}

/** @throws Error when nobody in the world can sign in */
export function signInOf(world: World): SampleSignIn {
  const byAlias = Object.entries(world.aliases ?? {}).flatMap(([email, alias]) => {
    const user = world.users.find((candidate) => candidate.email === email)
    return user?.password ? [{ alias, user }] : []
  })
  const main = byAlias.find(({ alias }) => alias === 'super_admin')?.user ?? world.users.find(({ password }) => password)
  if (!main) throw new Error('nobody in this world has a password to sign in with')
  const superAdmin = world.roles.find(({ name }) => name === 'org_super_admin')?.id
  const isSuper = (principal: string) => world.role_bindings.find((binding) => binding.principal_id === principal && binding.role_id === superAdmin)
  const key = world.api_keys.find((candidate) => candidate.user_id === main.id && !candidate.hashed && candidate.expires_at === null && isSuper(candidate.rbac_id))
  return {
    ...accountOf(main),
    organizationId: isSuper(main.id)?.org_id ?? world.orgs[0]?.id ?? '',
    apiKey: key?.key ?? '',
    accounts: Object.fromEntries(byAlias.filter(({ user }) => user !== main).map(({ alias, user }) => [alias, accountOf(user)]))
  }
}
