import type { HastPluginDefinition } from 'satteri';

/** The class of an element that contains only a link; a stylesheet cannot detect that there is no text beside it. */
const alone = 'alone';

/** Marks paragraphs and list items that contain only a link, so that they can be made large enough to press. */
export const loneLinks: HastPluginDefinition = {
  name: 'kis-lone-links',
  element: [
    {
      filter: ['p', 'li'],
      visit(node, context) {
        const [only, ...others] = node.children.filter(
          (child) => child.type !== 'text' || child.value.trim() !== '',
        );
        const isLink = only?.type === 'element' && only.tagName === 'a';
        if (isLink && others.length === 0) context.setProperty(node, 'className', [alone]);
      },
    },
  ],
};
