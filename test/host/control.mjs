/**
 * Answers tests over the process's own message channel, in the shape of Playwright's `electronApplication.evaluate`: a
 * function's source runs in main with the electron module and one argument. The host's own record is `__host` there.
 */
export function answerTests(core) {
  if (!process.send) return
  core.record.traceIpc = true
  const tools = {
    record: core.record,
    setOnline(online) {
      core.online = online
    },
    setSystemProxy(proxy) {
      core.systemProxy = proxy
    },
    async profile() {
      return (await core.chromium)?.profile
    }
  }
  const electron = { ...core.electron, __host: tools }
  process.on('message', async ({ id, evaluate, arg }) => {
    try {
      const run = (0, eval)(`(${evaluate})`)
      process.send({ id, result: await run(electron, arg) })
    } catch (error) {
      process.send({ id, error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) })
    }
  })
  let announced = false
  core.app.on('web-contents-created', (_event, contents) => {
    contents.once('dom-ready', async () => {
      if (announced) return
      announced = true
      process.send({ window: { port: (await core.chromium).debuggingPort() } })
    })
  })
  // Nobody is left to end this process when the test run itself was killed.
  process.on('disconnect', () => core.app.exit(0))
}
