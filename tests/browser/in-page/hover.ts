/** What is treated as under the pointer. The class, which nothing has, makes it as specific as `:hover`. */
const pointedAt = ':is(a, button, summary, label, .pointed-at)';

function* styleRules(rules: CSSRuleList): Generator<CSSStyleRule> {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) yield rule;
    if (rule instanceof CSSStyleRule || rule instanceof CSSGroupingRule) yield* styleRules(rule.cssRules);
  }
}

/** @returns the result of `measure` with every link, button, summary and label in the hover state */
export function whileHovered<Result>(measure: () => Result): Result {
  const changed = [...document.styleSheets]
    .flatMap((sheet) => [...styleRules(sheet.cssRules)])
    .filter(({ selectorText }) => selectorText.includes(':hover'))
    .map((rule) => ({ rule, selectorText: rule.selectorText }));
  for (const { rule, selectorText } of changed)
    rule.selectorText = selectorText.replaceAll(':hover', pointedAt);
  const result = measure();
  for (const { rule, selectorText } of changed) rule.selectorText = selectorText;
  return result;
}
