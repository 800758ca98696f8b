import type { Reporter, TestCase } from 'playwright/types/testReporter';

interface Row {
  readonly check: string;
  readonly mode: string;
  readonly measured: number;
  readonly issues: number;
  readonly lowest?: number;
}

interface Sum {
  states: number;
  measured: number;
  issues: number;
  lowest: number;
}

/** Prints at the end a summary of the accessibility checks: by check and mode, over all pages and states. */
export default class AccessTable implements Reporter {
  private readonly sums = new Map<string, Sum>();

  printsToStdio(): boolean {
    return false;
  }

  onTestEnd({ annotations }: TestCase): void {
    for (const { type, description = '[]' } of annotations)
      if (type === 'access') for (const row of JSON.parse(description) as Row[]) this.add(row);
  }

  onEnd(): void {
    if (this.sums.size === 0) return;
    const lines = [...this.sums].map(([name, { states, measured, issues, lowest }]) => {
      const figures = [states, measured, issues].map((count) => String(count).padStart(9)).join('');
      return `${name}${figures}${lowest <= 21 ? lowest.toFixed(2).padStart(9) : ''}`;
    });
    const head = `${'check'.padEnd(28)}${'mode'.padEnd(24)}   states measured   issues   lowest`;
    process.stdout.write(`\n${[head, ...lines].join('\n')}\n`);
  }

  private add({ check, mode, measured, issues, lowest = Number.POSITIVE_INFINITY }: Row): void {
    const name = `${check.padEnd(28)}${mode.padEnd(24)}`;
    const sum = this.sums.get(name) ?? { states: 0, measured: 0, issues: 0, lowest };
    this.sums.set(name, {
      states: sum.states + 1,
      measured: sum.measured + measured,
      issues: sum.issues + issues,
      lowest: Math.min(sum.lowest, lowest),
    });
  }
}
