import type { FullResult, Reporter, TestCase, TestResult, TestStep } from '@playwright/test/reporter'

/** One line per step of the walk, and the whole error when one fails. */
export default class StepReporter implements Reporter {
  onStepEnd(_test: TestCase, _result: TestResult, step: TestStep): void {
    if (step.category === 'test.step') console.log(`${step.error ? '✘' : '✓'} ${step.title}`)
  }

  onTestEnd(_test: TestCase, result: TestResult): void {
    for (const { message, stack } of result.errors) console.error(stack ?? message)
  }

  onEnd({ status }: FullResult): void {
    if (status !== 'passed') console.error(`The walk ended early: ${status}.`)
  }

  printsToStdio(): boolean {
    return true
  }
}
