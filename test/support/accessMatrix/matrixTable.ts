import { gatehouseActions, type Offer } from '#shared/rules/actionAccess'
import { roles } from './matrixWorld'
import { policyStates, signIns, type Cell } from './runMatrix'

/** The matrix as a Markdown file: one table per sign-in; a cell says what the window offers, and marks where the server does otherwise. */
export function matrixTable(cells: readonly Cell[]): string {
  const legend = new Map<string, string>()
  const byKey = new Map(cells.map((cell) => [[cell.signIn, cell.role, cell.policyState, cell.action].join(), cell]))
  const tables = signIns.map((signIn) => {
    const head = `| role | policies | ${gatehouseActions.join(' | ')} |\n|${'---|'.repeat(gatehouseActions.length + 2)}`
    const rows = roles.flatMap((role) =>
      Object.keys(policyStates).map((policyState) => {
        const row = gatehouseActions.map((action) => {
          const cell = byKey.get([signIn, role, policyState, action].join())
          return cell === undefined ? '' : markOf(cell, legend)
        })
        return `| ${[role, policyState, ...row].join(' | ')} |`
      })
    )
    return `## ${signIn}\n\n${head}\n${rows.join('\n')}\n`
  })
  const letters = [...legend].map(([meaning, letter]) => `- **${letter}** ${meaning}`).join('\n')
  return `# What the window offers, and what the server allows\n\n${String(cells.length)} cells, each read by the real client, judged, and then done at the embedded server.\n\n- **yes** offered, and the server does it\n- **?** not known\n- **≠** the window and the server differ\n${letters}\n\n${tables.join('\n')}`
}

function markOf({ offer, attempted }: Cell, legend: Map<string, string>): string {
  const differs = (offer.offered === true) !== attempted.allowed ? ` ≠ ${attempted.said}` : ''
  if (offer.offered === true) return `yes${differs}`
  if (offer.offered === 'unknown') return `?${differs}`
  const meaning = meaningOf(offer)
  const letter = legend.get(meaning) ?? String.fromCharCode('A'.charCodeAt(0) + legend.size)
  legend.set(meaning, letter)
  return letter + differs
}

function meaningOf({ because, wayOut }: Extract<Offer, { offered: false }>): string {
  const { kind, ...details } = because
  return `not offered: ${[kind, ...Object.values(details)].join(' ')}; way out: ${wayOut}`
}
