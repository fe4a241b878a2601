import { InputError } from '../contract/errors.js';
import { coloursOf, namesOf } from './rule-legend.js';
import { type Line, lineError, linesOf } from './rule-text.js';
import type { RuleTree } from './rule-tree.js';
import { parseTable } from './table-section.js';
import { parseTree } from './tree-section.js';

/** What a `.rule` file says. */
export interface RuleFile {
  readonly name: string;
  /** The text after the name. */
  readonly about: string;
  /** How the file gave its transitions; both are compiled to the same kind of tree. */
  readonly kind: 'table' | 'tree';
  readonly tree: RuleTree;
}

/** Characters of a file: the largest that Golly ships has half a million. */
const LONGEST = 8 * 2 ** 20;

interface Section {
  readonly heading: Line;
  /** What stands after the section's name on its line. */
  readonly title: string;
  readonly body: string;
}

/** What was read last: a system's parameters are checked, and then it is set up, with the same text. */
let last: { readonly text: string; readonly file: RuleFile } | undefined;

/**
 * Reads a rule file (Golly's @RULE, with @TABLE or @TREE, @NAMES and @COLORS; the first section of a kind counts, others
 * are passed over) and compiles its table to a decision tree.
 * @throws InputError naming line and column
 */
export function parseRuleFile(text: string): RuleFile {
  if (last?.text !== text) last = { text, file: readRuleFile(text) };
  return last.file;
}

function readRuleFile(text: string): RuleFile {
  if (text.length > LONGEST) throw new InputError('rule file', undefined, `at most ${LONGEST} characters`);
  const sections = sectionsOf(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  const first = { text: text.slice(0, 40).split('\n')[0], number: 1 };
  const rule = sections.get('RULE');
  if (!rule?.title) throw lineError(rule?.heading ?? first, 0, 'a file that begins with @RULE <name>');
  const kind = [...sections.keys()].find((name) => name === 'TABLE' || name === 'TREE');
  const section = kind && sections.get(kind);
  if (!section) throw lineError(rule.heading, 0, 'a @TABLE or @TREE section');
  const lines = linesOf(section.body, section.heading.number + 1);
  const tree = (kind === 'TREE' ? parseTree : parseTable)(lines, section.heading);
  const names = namesOf(sections.get('NAMES')?.body ?? '', tree.states);
  const colours = sections.get('COLORS');
  const legend = colours && coloursOf(linesOf(colours.body, colours.heading.number + 1), tree.states);
  return {
    name: rule.title,
    about: rule.body.trim(),
    kind: kind === 'TREE' ? 'tree' : 'table',
    tree: { name: rule.title, ...tree, names, ...(legend ? { colours: legend } : {}) },
  };
}

function sectionsOf(text: string): Map<string, Section> {
  const sections = new Map<string, Section>();
  const headings = [...text.matchAll(/^@([A-Z]+)(.*)$/gm)];
  let number = 1;
  let from = 0;
  for (const [i, match] of headings.entries()) {
    for (let at = text.indexOf('\n', from); at >= 0 && at < match.index; at = text.indexOf('\n', at + 1)) number++;
    from = match.index;
    const body = text.slice(match.index + match[0].length + 1, headings[i + 1]?.index ?? text.length);
    if (sections.has(match[1])) continue;
    sections.set(match[1], { heading: { text: match[0], number }, title: match[2].trim(), body });
  }
  return sections;
}
