/**
 * Markdown whose links work in a published package.
 *
 * @module
 */
import { posix } from 'node:path';

/** Code, which stays unchanged, or a link: its label, its target and its fragment. */
const CODE_OR_LINK =
  /```[\s\S]*?\n```|`[^`\n]*`|\[((?:`[^`\n]*`|[^\][\n])*)\]\(([^)\s#]*)(#[^)\s]*)?\)/gu;

const isElsewhere = (target) => target === '' || /^[a-z][a-z+.-]*:/iu.test(target);

/**
 * Rewrites the links of a page that is shipped. A link to another shipped page points to its new
 * place; a link to anything else in the repository becomes its label.
 *
 * @param markdown - the page
 * @param page - `from`, its path in the repository; `to`, its path in the package; `isShipped`,
 *   asked for paths in the repository, which a package keeps
 */
export const relink = (markdown, { from, to, isShipped }) => {
  const links = (whole, ...[label, target, fragment = '']) => {
    if (label === undefined || isElsewhere(target)) return whole;
    const wanted = posix.join(posix.dirname(from), target).replace(/\/$/u, '');
    if (!isShipped(wanted)) return label;
    return `[${label}](${posix.relative(posix.dirname(to), wanted)}${fragment})`;
  };
  return markdown.replaceAll(CODE_OR_LINK, links);
};
