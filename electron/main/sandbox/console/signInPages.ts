import { Hono } from 'hono'

/** The captcha token that the page's tick box stands for; the real one comes from a captcha provider. */
export const captchaToken = 'ticked'

/**
 * Stands for the console's sign-in page where the server demands a captcha: a form, a box to tick, and single sign-on by way
 * of another page. It keeps its session as the official client library does, under `sb-<project>-auth-token`.
 */
export function consolePages(deps: { supabaseUrl: () => string; anonKey: string }): Hono {
  const app = new Hono()
  app.get('/login', (c) => c.html(page('Sign in', loginBody, { supabase: deps.supabaseUrl(), anonKey: deps.anonKey, captchaToken })))
  app.get('/sso', (c) => c.html(page('Identity provider', ssoBody, { supabase: deps.supabaseUrl(), anonKey: deps.anonKey, captchaToken })))
  return app
}

function page(title: string, body: string, config: Record<string, string>): string {
  // `<` is the one sign that could end the element early.
  const json = JSON.stringify(config).replaceAll('<', '\\u003c')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} – embedded demo server</title><style>${style}</style></head><body><main><h1>${title}</h1><p>This page belongs to Gatehouse's embedded demo server. It stands for the console's own.</p>${body}<p id="told" role="status"></p></main><script type="application/json" id="config">${json}</script><script>${script}</script></body></html>`
}

const style = 'body{font:16px/1.5 sans-serif;margin:0;padding:32px;color:#1c1d22;background:#f6f6f8}main{max-width:360px;margin:auto}label{display:block;margin-top:12px}input:not([type=checkbox]){box-sizing:border-box;width:100%;padding:8px;font:inherit}button{margin:16px 0;padding:8px 16px;font:inherit}'

const loginBody = `<form id="form"><label>E-mail <input name="email" type="email" required autocomplete="username"></label><label>Password <input name="password" type="password" required autocomplete="current-password"></label><label><input name="human" type="checkbox"> I am human</label><button>Sign in</button></form><p><a href="/sso">Sign in with single sign-on</a></p>`

const ssoBody = `<form id="form"><label>Work e-mail <input name="email" type="email" required></label><label>Work password <input name="password" type="password" required></label><button>Continue</button></form>`

const script = `
const { supabase, anonKey, captchaToken } = JSON.parse(document.getElementById('config').textContent)
const form = document.getElementById('form')
const told = document.getElementById('told')
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const human = form.human === undefined || form.human.checked
  const answer = await fetch(supabase + '/auth/v1/token?grant_type=password', {
    method: 'POST',
    headers: { apikey: anonKey, 'content-type': 'application/json' },
    body: JSON.stringify({ email: form.email.value, password: form.password.value, gotrue_meta_security: human ? { captcha_token: captchaToken } : {} })
  })
  const session = await answer.json()
  if (!answer.ok) {
    told.textContent = session.msg || session.message
    return
  }
  localStorage.setItem('sb-' + new URL(supabase).hostname.split('.')[0] + '-auth-token', JSON.stringify(session))
  if (location.pathname !== '/login') location.href = '/login'
  else told.textContent = 'Signed in'
})
`
