/** How a pack looks on a screen and on paper. System fonts: the file stands alone. */
export const evidenceStyle = `
:root { color-scheme: light; --ink: #1b2230; --soft: #566074; --line: #d8dde6; --band: #f4f6f9; --accent: #1f4fd8; --good: #17693f; --bad: #a5281b; --unknown: #7a5a00; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1080px; padding: 40px 32px 64px; font: 14px/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; color: var(--ink); background: #fff; }
header { border-bottom: 3px solid var(--accent); padding-bottom: 20px; margin-bottom: 24px; }
h1 { font-size: 30px; line-height: 1.2; margin: 0 0 4px; letter-spacing: -0.01em; }
.subtitle { font-size: 17px; color: var(--soft); margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 20px; margin: 36px 0 8px; padding-top: 8px; break-after: avoid; }
h3 { font-size: 15px; margin: 20px 0 6px; break-after: avoid; }
p { margin: 0 0 10px; max-width: 75ch; }
.note { border-left: 4px solid var(--accent); background: var(--band); padding: 10px 14px; max-width: none; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; margin: 0 0 20px; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.mono { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: 12.5px; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(120px, 1fr)); gap: 12px; margin: 20px 0; padding: 0; list-style: none; }
.figures li { border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; break-inside: avoid; }
.figures strong { display: block; font-size: 22px; font-weight: 650; font-variant-numeric: tabular-nums; }
.figures span { color: var(--soft); }
nav ol { columns: 2; margin: 0 0 8px; padding-left: 20px; }
a { color: var(--accent); }
table { width: 100%; border-collapse: collapse; margin: 6px 0 16px; font-size: 12.5px; }
caption { text-align: left; color: var(--soft); padding-bottom: 6px; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); }
td.long { overflow-wrap: anywhere; }
#audit td:first-child { white-space: nowrap; }
th { font-weight: 600; border-bottom: 2px solid var(--ink); }
td.tone { padding-left: 15px; text-indent: -15px; }
td.short { white-space: nowrap; }
td[rowspan] { border-right: 0; background: #fff; }
td.tone::before { text-indent: 0; content: ""; display: inline-block; width: 8px; height: 8px; margin-right: 7px; border-radius: 2px; background: currentColor; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.good { color: var(--good); } .bad { color: var(--bad); } .unknown { color: var(--unknown); }
ul.gaps { padding-left: 20px; }
ul.gaps li { margin-bottom: 4px; }
@page { size: A4; margin: 16mm 14mm 18mm; }
@media print { body { padding: 0; max-width: none; font-size: 10.5pt; } h2 { break-before: auto; } table { font-size: 8.5pt; } .mono { font-size: 8.5pt; } .figures { grid-template-columns: repeat(4, 1fr); } a { color: inherit; text-decoration: none; } }
`
