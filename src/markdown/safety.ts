import type { HastPluginDefinition, MdastPluginDefinition } from 'satteri';

/** Removes raw HTML from Markdown: an editor's account may be stolen (threats, "At the door"). */
export const noRawHtml: MdastPluginDefinition = {
  name: 'kis-no-raw-html',
  html(node, context) {
    context.removeNode(node);
  },
};

const safeTarget = /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i;

/**
 * Keeps only links to the web, to mail, to telephones and within the site. Drops inline styles, which the
 * Content-Security-Policy would block, and the boxes of task lists (`- [ ]`): nobody can tick them, and they have no
 * name (WCAG 4.1.2).
 */
export const safeElements: HastPluginDefinition = {
  name: 'kis-safe-elements',
  element: [
    {
      filter: ['a'],
      visit(node, context) {
        const { href } = node.properties;
        if (typeof href !== 'string' || !safeTarget.test(href)) context.setProperty(node, 'href', undefined);
      },
    },
    {
      filter: ['input'],
      visit(node, context) {
        context.removeNode(node);
      },
    },
    {
      filter: ['th', 'td'],
      visit(node, context) {
        context.setProperty(node, 'style', undefined);
      },
    },
  ],
};
