import type { HastPluginDefinition } from 'satteri';

/** The class of what holds a link and nothing else; a style sheet cannot see that there is no text beside it. */
const alone = 'alone';

/** Marks paragraphs and items of lists that are one link: no sentence keeps these from being large enough to press. */
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
