// The reading side of the server's figures, in a process of its own. It reads as a load generator does: into one buffer, used
// again and again, of which the bytes are counted and nothing is kept. With a buffer for each chunk, 54 MB are 830 of them, and
// the figure of the first reads would be that of this process's memory.
import { Agent, request } from 'node:http'
import { connect } from 'node:net'

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
agent.createConnection = ({ host, port }) => {
  const buffer = Buffer.alloc(1024 * 1024)
  const callback = (length) => socket.emit('data', buffer.subarray(0, length))
  const socket = connect({ host, port, onread: { buffer, callback } })
  return socket
}

/** @returns milliseconds from asking to the first header (`begin`) and to the last byte (`whole`) */
function exchange({ url, method = 'GET', headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const asked = performance.now()
    const sent = request(url, { agent, method, headers }, (answer) => {
      const begin = performance.now() - asked
      let bytes = 0
      answer.on('data', (chunk) => (bytes += chunk.length))
      answer.on('error', reject)
      answer.on('end', () => {
        const whole = performance.now() - asked
        if (answer.statusCode >= 300) reject(new Error(`${method} ${url} answered ${answer.statusCode}`))
        else if (bytes !== Number(answer.headers['content-length'] ?? bytes)) reject(new Error(`${method} ${url} was cut short`))
        else resolve({ begin, whole, bytes, encoding: answer.headers['content-encoding'] ?? 'identity' })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** What an ordinary program waits for: received, unpacked and parsed. */
async function parsed({ url, headers }) {
  const asked = performance.now()
  const answer = await fetch(url, { headers })
  const begin = performance.now() - asked
  await answer.json()
  return { begin, whole: performance.now() - asked, bytes: 0, encoding: answer.headers.get('content-encoding') ?? 'identity' }
}

/** `before` is asked before each run and not measured. */
async function measured({ runs, read, before, parse }) {
  const exchanges = []
  for (let run = 0; run < runs; run++) {
    if (before) await exchange({ ...before, body: before.body.replaceAll('{run}', String(run)) })
    exchanges.push(await (parse ? parsed(read) : exchange(read)))
  }
  return { exchanges }
}

process.on('message', (task) => void measured(task).then((answer) => process.send(answer), (error) => process.send({ error: error.message })))
